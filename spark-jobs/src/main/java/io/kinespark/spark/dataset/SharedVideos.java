package io.kinespark.spark.dataset;

import io.kinespark.preprocessing.annotation.AnnotationNote;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.config.ConfigReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Videos that are in more than one split: what is trained on must not be tested on. */
public final class SharedVideos {
  private final Map<String, Split> splitOf = new HashMap<>();

  /** No split so far. */
  public SharedVideos() {}

  /**
   * Adds a split and looks for its videos in those before it.
   *
   * @param split the split
   * @param records its samples
   * @return how many videos an earlier split has, too, and the first of them; empty if there is
   *     none
   */
  public Optional<AnnotationNote> add(Split split, List<VideoRecord> records) {
    Set<String> shared = new HashSet<>();
    String example = "";
    for (VideoRecord record : records) {
      String key = VideoKey.of(record);
      Split before = splitOf.putIfAbsent(key, split);
      if (before != null && before != split && shared.add(key) && example.isEmpty()) {
        example = "%s, also in %s".formatted(record.id(), ConfigReader.nameOf(before));
      }
    }
    return shared.isEmpty()
        ? Optional.empty()
        : Optional.of(new AnnotationNote("videos of other splits", shared.size(), example));
  }
}

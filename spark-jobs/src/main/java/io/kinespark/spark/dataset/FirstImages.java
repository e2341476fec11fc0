package io.kinespark.spark.dataset;

import io.kinespark.preprocessing.annotation.AnnotationNote;
import io.kinespark.preprocessing.images.FrameFolderReader;
import io.kinespark.preprocessing.layout.ImageFolders;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.spark.cluster.AsyncTasks;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Whether folders of images begin with the number that the configuration says. Where they begin
 * earlier, every sample lacks its first frame and nothing else tells. A few folders are listed,
 * from all over the list.
 */
public final class FirstImages {
  private static final int FOLDERS = 64;
  private static final int FOLDERS_PER_TASK = 8;

  private final JavaSparkContext spark;

  /**
   * Looks by Spark jobs.
   *
   * @param spark runs them
   */
  public FirstImages(JavaSparkContext spark) {
    this.spark = spark;
  }

  private record Found(String folder, int lowest) implements Serializable {}

  /**
   * Looks at folders.
   *
   * @param images what the configuration says of them; without it there is nothing to look at
   * @param records samples of a split
   * @return what was found if some begin with another number, naming the key and the first folder
   * @throws IOException if the job fails
   */
  public Optional<AnnotationNote> differing(
      Optional<ImageFolders> images, List<VideoRecord> records) throws IOException {
    List<FrameFolder> folders = images.isEmpty() ? List.of() : some(records);
    if (folders.isEmpty()) {
      return Optional.empty();
    }
    int first = images.get().first();
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    List<Found> others =
        AsyncTasks.await(
            spark
                .parallelize(folders, (folders.size() + FOLDERS_PER_TASK - 1) / FOLDERS_PER_TASK)
                .flatMap(folder -> found(folder, hadoop.value()).stream().iterator())
                .filter(found -> found.lowest() != first)
                .collectAsync(),
            () -> {});
    return others.stream()
        .findFirst()
        .map(
            found ->
                new AnnotationNote(
                    "folders of images begin with another number than dataset.images.first = %d (%d looked at)"
                        .formatted(first, folders.size()),
                    others.size(),
                    "%s begins with %d".formatted(found.folder(), found.lowest())));
  }

  /** Folders at equal distances in the list. */
  private static List<FrameFolder> some(List<VideoRecord> records) {
    Map<String, FrameFolder> byUri = new LinkedHashMap<>();
    for (VideoRecord record : records) {
      if (record.location() instanceof FrameFolder folder) {
        byUri.putIfAbsent(folder.uri(), folder);
      }
    }
    List<FrameFolder> all = List.copyOf(byUri.values());
    int count = Math.min(FOLDERS, all.size());
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }

  /** Nothing of a folder that cannot be listed: whoever reads it says so. */
  private static Optional<Found> found(FrameFolder folder, Configuration hadoop) {
    try {
      OptionalInt lowest =
          new FrameFolderReader(hadoop, DecodeOptions.defaults()).lowestNumber(folder);
      return lowest.isPresent()
          ? Optional.of(new Found(folder.uri(), lowest.getAsInt()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

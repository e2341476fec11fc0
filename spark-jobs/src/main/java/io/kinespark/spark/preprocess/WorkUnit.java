package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.config.ConfigReader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive videos of an annotation file that one task packs.
 *
 * @param name the split and the unit's number, such as {@code train-00012}
 * @param videos the videos
 */
record WorkUnit(String name, List<VideoRecord> videos) implements Serializable {

  WorkUnit {
    videos = List.copyOf(videos);
  }

  /** Cuts a split into units of {@code size} videos; the last may have fewer. */
  static List<WorkUnit> cut(Split split, List<VideoRecord> videos, int size) {
    List<WorkUnit> units = new ArrayList<>();
    for (int from = 0; from < videos.size(); from += size) {
      String name = "%s-%05d".formatted(ConfigReader.nameOf(split), units.size());
      units.add(new WorkUnit(name, videos.subList(from, Math.min(videos.size(), from + size))));
    }
    return units;
  }
}

package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * The videos of a split: every row of its annotation file, usable or not.
 *
 * @param records the videos, sorted by id
 * @param labelMap the classes that their labels stand for
 */
public record Manifest(List<VideoRecord> records, LabelMap labelMap) implements Serializable {

  /**
   * Sorts the videos.
   *
   * @throws IllegalArgumentException if two have the same id, or a label is none of the map's
   */
  public Manifest {
    records = records.stream().sorted(Comparator.comparing(VideoRecord::id)).toList();
    for (int i = 0; i < records.size(); i++) {
      VideoRecord record = records.get(i);
      if (i > 0 && records.get(i - 1).id().equals(record.id())) {
        throw new IllegalArgumentException("Two videos of a manifest have the id " + record.id());
      }
      for (int label : record.labels()) {
        if (label < 0 || label >= labelMap.size()) {
          throw new IllegalArgumentException(
              "Video %s has label %d, the label map has %d classes"
                  .formatted(record.id(), label, labelMap.size()));
        }
      }
    }
  }

  /** Videos that can be used, sorted by id. */
  public List<VideoRecord> ready() {
    return records.stream().filter(VideoRecord::isReady).toList();
  }

  /** Videos and rows that were set aside, sorted by id; each says why. */
  public List<VideoRecord> rejects() {
    return records.stream()
        .filter(record -> record.status() instanceof VideoStatus.Rejected)
        .toList();
  }
}

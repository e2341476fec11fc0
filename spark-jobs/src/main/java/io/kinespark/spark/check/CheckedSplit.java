package io.kinespark.spark.check;

import io.kinespark.preprocessing.annotation.Annotations;
import io.kinespark.preprocessing.layout.Absence;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.config.ConfigReader;
import java.util.List;
import java.util.Map;

/**
 * What is known of a split.
 *
 * @param split the split
 * @param annotations its rows
 * @param classes samples of each class
 * @param missing samples whose video is not there
 */
record CheckedSplit(
    Split split, Annotations annotations, ClassCounts classes, List<MissingVideo> missing) {

  /**
   * A sample whose video is not there.
   *
   * @param record the sample
   * @param why what is the matter
   */
  record MissingVideo(VideoRecord record, Absence why) {

    @Override
    public String toString() {
      String uri = record.location().uri();
      return why.kind() == Absence.Kind.MISSING ? uri : uri + ": " + why.detail();
    }
  }

  CheckedSplit {
    missing = List.copyOf(missing);
  }

  /**
   * Counts what a split has.
   *
   * @param split the split
   * @param annotations its rows
   * @param classes number of classes
   * @param absent why videos are not there, by their paths
   */
  static CheckedSplit of(
      Split split, Annotations annotations, int classes, Map<String, Absence> absent) {
    List<VideoRecord> records = annotations.records();
    return new CheckedSplit(
        split,
        annotations,
        ClassCounts.of(records, classes),
        records.stream()
            .filter(record -> absent.containsKey(record.location().uri()))
            .map(record -> new MissingVideo(record, absent.get(record.location().uri())))
            .toList());
  }

  String name() {
    return ConfigReader.nameOf(split);
  }

  int rows() {
    return annotations.rows();
  }

  int usable() {
    return annotations.records().size() - missing.size();
  }

  /** Share of the rows that are bad or whose video is missing. */
  double lostShare() {
    return (rows() - usable()) / (double) rows();
  }
}

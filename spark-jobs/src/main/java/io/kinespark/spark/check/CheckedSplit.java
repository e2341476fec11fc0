package io.kinespark.spark.check;

import io.kinespark.preprocessing.annotation.Annotations;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.spark.config.ConfigReader;
import java.util.List;

/**
 * What is known of a split.
 *
 * @param split the split
 * @param annotations its rows
 * @param classes samples of each class
 * @param missing paths of the videos that are not there, sorted
 */
record CheckedSplit(
    Split split, Annotations annotations, ClassCounts classes, List<String> missing) {

  CheckedSplit {
    missing = List.copyOf(missing);
  }

  String name() {
    return ConfigReader.nameOf(split);
  }

  int rows() {
    return annotations.rows();
  }

  /** Share of the rows that are bad or whose video is missing. */
  double lostShare() {
    return (annotations.rejected().size() + missing.size()) / (double) rows();
  }
}

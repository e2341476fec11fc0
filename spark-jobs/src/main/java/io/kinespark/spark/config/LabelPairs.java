package io.kinespark.spark.config;

import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.settings.Interval;
import java.util.List;

/** Reads pairs of labels that change places when a video is mirrored. */
final class LabelPairs {

  private LabelPairs() {}

  static LabelSwap read(ConfigReader section, String key) {
    List<Integer> labels =
        section.integerPairs(key, Interval.atLeast(0)).stream().flatMap(List::stream).toList();
    return section.build(
        () -> LabelSwap.pairs(labels.stream().mapToInt(Integer::intValue).toArray()),
        LabelSwap.none());
  }
}

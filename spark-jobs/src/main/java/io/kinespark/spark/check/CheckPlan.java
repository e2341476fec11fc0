package io.kinespark.spark.check;

import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.settings.Interval;
import io.kinespark.spark.config.ConfigReader;
import io.kinespark.spark.config.DatasetSettings;
import io.kinespark.spark.config.DecodeSettings;

/**
 * What the job is told.
 *
 * @param dataset the data set
 * @param decode how its videos are decoded
 * @param maxRejectShare share of a split's rows whose loss preprocess would accept
 */
record CheckPlan(DatasetSettings dataset, DecodeOptions decode, double maxRejectShare) {

  /** Reads the sections, {@code root} being at {@code kinespark}. */
  static CheckPlan read(ConfigReader root) {
    return new CheckPlan(
        DatasetSettings.read(root),
        DecodeSettings.read(root),
        root.section("preprocess").number("max-reject-share", Interval.between(0, 1)));
  }
}

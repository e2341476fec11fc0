package io.kinespark.spark.train;

import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.settings.Interval;
import io.kinespark.spark.config.ConfigReader;
import io.kinespark.spark.config.DataSettings;
import io.kinespark.spark.config.DecodeSettings;
import io.kinespark.spark.config.EvaluateSettings;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.OptimizerSettings;
import io.kinespark.spark.config.PipelineSettings;
import io.kinespark.spark.config.TrainSettings;
import io.kinespark.spark.data.LoaderOptions;
import io.kinespark.spark.data.RejectBound;
import io.kinespark.spark.engine.SgdSettings;
import io.kinespark.spark.evaluate.metrics.MapRule;

/**
 * All settings that training reads, read together so that everything wrong with them is said at
 * once.
 *
 * @param model the network
 * @param data the manifests
 * @param train the run
 * @param training frames and augmentation of training clips
 * @param validation frames and augmentation between epochs
 * @param decode how video files are decoded
 * @param batchViews how many views go through the network at once
 * @param mapRule how validation measures mean average precision, as evaluation does
 */
record TrainRequest(
    ModelSettings model,
    DataSettings data,
    TrainSettings train,
    PipelineSettings training,
    PipelineSettings validation,
    DecodeOptions decode,
    int batchViews,
    MapRule mapRule) {

  static TrainRequest read(ConfigReader root) {
    return new TrainRequest(
        ModelSettings.read(root),
        DataSettings.read(root),
        TrainSettings.read(root),
        PipelineSettings.train(root),
        PipelineSettings.validation(root),
        DecodeSettings.read(root),
        root.section("evaluate").integer("batch-views", Interval.atLeast(1)),
        EvaluateSettings.mapRule(root));
  }

  LoaderOptions loader() {
    return new LoaderOptions(train.loaderThreads(), train.prefetchBatches(), rejects());
  }

  /** How often work is done again after a failure that may pass. */
  RetryPolicy retryPolicy() {
    return new RetryPolicy(train.retry().attempts(), train.retry().backoff());
  }

  /** How many clips of an epoch, and how many videos of a validation, may be rejected. */
  RejectBound rejects() {
    return new RejectBound(train.maxRejectShare());
  }

  /** The update rule for steps of so many clips. */
  SgdSettings sgd(int clipsPerStep) {
    OptimizerSettings optimizer = train.optimizer();
    return new SgdSettings(
        optimizer.rule(),
        optimizer.initialRate(clipsPerStep),
        optimizer.learningRates(train.epochs()));
  }
}

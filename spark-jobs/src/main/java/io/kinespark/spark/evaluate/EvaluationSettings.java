package io.kinespark.spark.evaluate;

import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.spark.config.ConfigReader;
import io.kinespark.spark.config.DecodeSettings;
import io.kinespark.spark.config.EvaluateSettings;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.PipelineSettings;
import io.kinespark.spark.config.SparkSettings;

/**
 * All that the evaluate job is configured by.
 *
 * @param spark the application
 * @param model the network
 * @param evaluate checkpoint, manifest, output and the report
 * @param plan how videos become scores
 */
record EvaluationSettings(
    SparkSettings spark, ModelSettings model, EvaluateSettings evaluate, ScoringPlan plan) {

  /** Reads the sections, {@code root} being at {@code kinespark}. */
  static EvaluationSettings read(ConfigReader root) {
    ModelSettings model = ModelSettings.read(root);
    EvaluateSettings evaluate = EvaluateSettings.read(root);
    PipelineSettings test = PipelineSettings.test(root);
    DecodeOptions decode = DecodeSettings.read(root);
    if (test.sampler().framesPerClip() != model.network().model().framesPerClip()) {
      root.section("sampling")
          .problem(
              "frames-per-clip",
              "must be the T that the network takes, model.num-segments = "
                  + model.network().model().framesPerClip());
    }
    ScoringPlan plan =
        new ScoringPlan(
            test.sampler(),
            test.transform(),
            decode,
            evaluate.batchViews(),
            evaluate.loaderThreads(),
            model.network().model().averageClips());
    return new EvaluationSettings(SparkSettings.read(root), model, evaluate, plan);
  }
}

package io.kinespark.spark.config;

import io.kinespark.models.weights.WeightNames;
import io.kinespark.settings.Interval;
import io.kinespark.spark.evaluate.metrics.AbsentClasses;
import io.kinespark.spark.evaluate.metrics.MapRule;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The section {@code kinespark.evaluate}.
 *
 * @param checkpoint folder of a checkpoint or of a run, or a weights file
 * @param manifest manifest of the videos
 * @param output folder of the predictions and the report
 * @param checkpointNames in whose names the entries of a weights file are
 * @param checkpointKey of the state dict in a weights file, where convention does not tell
 * @param checkpointUnexpected entries of a weights file that the network may lack
 * @param batchViews views that go through the network at once
 * @param loaderThreads threads of a task that decode ahead of the network
 * @param mapRule how mean average precision is reported
 * @param maxRejectShare share of the videos that may be missing or rejected, 0 to 1
 * @param worstMistakes wrong predictions that the report shows
 * @param stripFrames frames of each of them that the report shows
 */
public record EvaluateSettings(
    String checkpoint,
    String manifest,
    String output,
    WeightNames checkpointNames,
    Optional<String> checkpointKey,
    List<Pattern> checkpointUnexpected,
    int batchViews,
    int loaderThreads,
    MapRule mapRule,
    double maxRejectShare,
    int worstMistakes,
    int stripFrames) {

  private enum MapOf {
    MULTI_LABEL,
    ALL
  }

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static EvaluateSettings read(ConfigReader root) {
    ConfigReader evaluate = root.section("evaluate");
    return new EvaluateSettings(
        evaluate.location("checkpoint"),
        evaluate.location("manifest"),
        evaluate.location("output"),
        evaluate.named("checkpoint-names", WeightNames.all()),
        evaluate.optionalText("checkpoint-key"),
        WeightsSettings.patterns(evaluate, "checkpoint-unexpected"),
        evaluate.integer("batch-views", Interval.atLeast(1)),
        evaluate.integer("loader-threads", Interval.between(1, 256)),
        mapRule(root),
        evaluate.number("max-reject-share", Interval.between(0, 1)),
        evaluate.integer("worst-mistakes", Interval.between(0, 1000)),
        evaluate.integer("strip-frames", Interval.between(0, 32)));
  }

  /** How mean average precision is reported, {@code root} being at {@code kinespark}. */
  public static MapRule mapRule(ConfigReader root) {
    ConfigReader evaluate = root.section("evaluate");
    return new MapRule(
        evaluate.choice("map-of", MapOf.class) == MapOf.ALL,
        evaluate.choice("absent-classes", AbsentClasses.class));
  }
}

package io.kinespark.spark.config;

/**
 * The section {@code kinespark.evaluate}.
 *
 * @param checkpoint folder of the checkpoint, or a weights file
 * @param manifest manifest of the videos
 * @param output folder of the predictions and the report
 * @param batchViews views that go through the network at once
 * @param maxRejectShare share of the videos that may be missing or rejected, 0 to 1
 * @param worstMistakes wrong predictions that the report shows
 * @param stripFrames frames of each of them that the report shows
 */
public record EvaluateSettings(
    String checkpoint,
    String manifest,
    String output,
    int batchViews,
    double maxRejectShare,
    int worstMistakes,
    int stripFrames) {

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static EvaluateSettings read(ConfigReader root) {
    ConfigReader evaluate = root.section("evaluate");
    return new EvaluateSettings(
        evaluate.location("checkpoint"),
        evaluate.location("manifest"),
        evaluate.location("output"),
        evaluate.integer("batch-views", Interval.atLeast(1)),
        evaluate.number("max-reject-share", Interval.between(0, 1)),
        evaluate.integer("worst-mistakes", Interval.between(0, 1000)),
        evaluate.integer("strip-frames", Interval.between(0, 32)));
  }
}

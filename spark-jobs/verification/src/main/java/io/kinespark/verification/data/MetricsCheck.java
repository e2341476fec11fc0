package io.kinespark.verification.data;

import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.MultiLabelMetrics;
import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The list {@code metrics}: accuracies for {@code scores} and {@code labels}, mean average
 * precisions for {@code multi_labels}, the ones named {@code *_ties} for {@code scores_with_ties}.
 * NaN of the original is an empty measure here.
 */
final class MetricsCheck implements DataCheck {
  private static final Set<String> QUESTIONS =
      Set.of("scores", "labels", "multi_labels", "scores_with_ties");
  private static final String TIES = "_ties";
  private static final double TOLERANCE = 1e-12;

  @Override
  public boolean supports(DataCase reference) {
    return reference.name().equals("metrics");
  }

  @Override
  public String what() {
    return "accuracies and mean average precisions";
  }

  @Override
  public void compare(DataCase reference, DataComparison comparison) {
    CaseNode json = reference.answers();
    for (Map.Entry<String, CaseNode> answer : json.fields().entrySet()) {
      if (!QUESTIONS.contains(answer.getKey())) {
        comparison.question(
            answer.getKey(), () -> compare(json, answer.getKey(), answer.getValue(), comparison));
      }
    }
  }

  private static void compare(
      CaseNode json, String metric, CaseNode expected, DataComparison comparison) {
    boolean ties = metric.endsWith(TIES);
    String kind = ties ? metric.substring(0, metric.length() - TIES.length()) : metric;
    CaseNode scores = json.path(ties ? "scores_with_ties" : "scores");
    switch (kind) {
      case "top_k_accuracy" -> {
        List<ScoredVideo> videos = videos(scores, json.path("labels"));
        expected
            .fields()
            .forEach(
                (top, accuracy) ->
                    close(
                        comparison,
                        "top-" + top,
                        accuracy,
                        EvaluationMetrics.topK(videos, Integer.parseInt(top))));
      }
      case "mean_class_accuracy" ->
          close(
              comparison,
              metric,
              expected,
              EvaluationMetrics.of(videos(scores, json.path("labels"))).meanClassAccuracy());
      case "mean_average_precision" ->
          close(
              comparison,
              metric,
              expected,
              MultiLabelMetrics.meanAveragePrecision(tagged(scores, json.path("multi_labels"))));
      case "mmit_mean_average_precision" ->
          close(
              comparison,
              metric,
              expected,
              MultiLabelMetrics.mmitMeanAveragePrecision(
                  tagged(scores, json.path("multi_labels"))));
      default -> throw new UnsupportedCaseException("no metric is named '%s'".formatted(metric));
    }
  }

  private static void close(
      DataComparison comparison, String metric, CaseNode expected, OptionalDouble actual) {
    comparison.close(metric, expected.asDouble(Double.NaN), actual.orElse(Double.NaN), TOLERANCE);
  }

  private static List<ScoredVideo> videos(CaseNode scores, CaseNode labels) {
    List<ScoredVideo> videos = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      videos.add(
          ScoredVideo.of("video " + i, labels.path(i).asInt(-1), CaseJson.doubles(scores.path(i))));
    }
    return videos;
  }

  private static List<ScoredVideo> tagged(CaseNode scores, CaseNode manyHot) {
    List<ScoredVideo> videos = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      List<Integer> labels = new ArrayList<>();
      int[] hot = CaseJson.ints(manyHot.path(i));
      for (int label = 0; label < hot.length; label++) {
        if (hot[label] != 0) {
          labels.add(label);
        }
      }
      videos.add(ScoredVideo.of("video " + i, labels, CaseJson.doubles(scores.path(i))));
    }
    return videos;
  }
}

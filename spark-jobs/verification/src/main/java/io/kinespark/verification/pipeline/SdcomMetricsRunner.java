package io.kinespark.verification.pipeline;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.training.ViewScores;
import io.kinespark.spark.evaluate.metrics.AbsentClasses;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.MultiLabelMetrics;
import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * SDCOM's cases of metrics on logits that are 3 times the input's stream {@code [videos, classes]}:
 * average precision by one label a video, and by the case's {@code multi_labels}, or without them
 * by two of which the second is {@code i^2 mod m} for video i with the m that the case says in its
 * words; accuracies in percent.
 */
final class SdcomMetricsRunner implements CaseRunner {
  private static final float SCALE = 3;
  private static final double PERCENT = 100;
  private static final Pattern MODULUS = Pattern.compile("i\\^2 mod (?<modulus>\\d+)");

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("metrics");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    int videos = Math.toIntExact(reference.input().shape()[0]);
    int classes = Math.toIntExact(reference.input().shape()[1]);
    float[] logits = reference.input().toFloats();
    for (int i = 0; i < logits.length; i++) {
      logits[i] *= SCALE;
    }
    List<List<Integer>> several = several(reference, classes);
    ViewScores scores = new ViewScores(logits, videos, 1, classes);
    List<ScoredVideo> single = new ArrayList<>();
    List<ScoredVideo> tagged = new ArrayList<>();
    reference.require(several.size() == videos, "labels", videos + " labels");
    for (int i = 0; i < videos; i++) {
      double[] probabilities = scores.probabilities(i, 0);
      int label = reference.labels()[i];
      single.add(ScoredVideo.of("video " + i, label, probabilities));
      tagged.add(ScoredVideo.of("video " + i, several.get(i), probabilities));
    }
    compare(comparison, "single", single);
    compare(comparison, "multi", tagged);
    for (int k : new int[] {1, 5}) {
      comparison.tensor(
          "top" + k, number(PERCENT * EvaluationMetrics.topK(single, k).getAsDouble()));
    }
    return comparison.result();
  }

  private static List<List<Integer>> several(ReferenceCase reference, int classes) {
    int[] labels = reference.labels();
    if (reference.json().has("multi_labels")) {
      List<List<Integer>> stated = reference.labelLists("multi_labels");
      reference.require(stated.size() == labels.length, "multi_labels", "a list a video");
      return stated;
    }
    Matcher modulus = MODULUS.matcher(reference.what());
    int second = modulus.find() ? Integer.parseInt(modulus.group("modulus")) : classes - 1;
    return IntStream.range(0, labels.length)
        .mapToObj(i -> Stream.of(labels[i], i * i % second).distinct().toList())
        .toList();
  }

  private static void compare(TensorComparison comparison, String name, List<ScoredVideo> videos) {
    double[] precisions =
        MultiLabelMetrics.averagePrecisions(videos).stream()
            .mapToDouble(precision -> PERCENT * precision.orElse(0))
            .toArray();
    comparison.tensor("ap." + name, HostTensor.ofDoubles(precisions, precisions.length));
    comparison.tensor(
        "map." + name,
        number(
            PERCENT
                * MultiLabelMetrics.meanAveragePrecision(videos, AbsentClasses.COUNT_AS_ZERO)
                    .getAsDouble()));
  }

  private static HostTensor number(double value) {
    return HostTensor.ofDoubles(new double[] {value});
  }
}

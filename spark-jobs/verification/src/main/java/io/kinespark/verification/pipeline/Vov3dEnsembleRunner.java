package io.kinespark.verification.pipeline;

import io.kinespark.models.AverageClips;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.training.ViewScores;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * VoV3D's cases of videos with several views, whose logits are 4 times the input's stream: the sum
 * of the views' probabilities, which is their mean times the number of views, and the accuracies.
 */
final class Vov3dEnsembleRunner implements CaseRunner {
  private static final float SCALE = 4;
  private static final double PERCENT = 100;

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("ensemble");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    CaseNode json = reference.json();
    int videos = json.path("videos").asInt();
    int views = json.path("views").asInt();
    int classes = json.path("classes").asInt();
    float[] logits = reference.input().toFloats();
    for (int i = 0; i < logits.length; i++) {
      logits[i] *= SCALE;
    }
    double[][] means = new ViewScores(logits, videos, views, classes).average(AverageClips.PROB);
    double[] sums =
        Arrays.stream(means).flatMapToDouble(Arrays::stream).map(mean -> mean * views).toArray();
    comparison.tensor("video_scores", HostTensor.ofDoubles(sums, videos, classes));
    List<ScoredVideo> scored = new ArrayList<>();
    List<List<Integer>> labels = reference.labelLists("labels");
    reference.require(labels.size() == videos, "labels", videos + " labels");
    for (int video = 0; video < videos; video++) {
      scored.add(ScoredVideo.of("video " + video, labels.get(video), means[video]));
    }
    comparison.number("top1", "top1", PERCENT * EvaluationMetrics.topK(scored, 1).getAsDouble());
    comparison.number("top5", "top5", PERCENT * EvaluationMetrics.topK(scored, 5).getAsDouble());
    return comparison.result();
  }
}

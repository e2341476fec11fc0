package io.kinespark.spark.train;

import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.evaluate.Scores;
import io.kinespark.spark.evaluate.VideoScorer;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.MapRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Validation by the same distributed scoring that the evaluate job uses. */
final class ScoredValidation implements EpochValidation {

  private final VideoScorer scorer;
  private final RunCheckpoints checkpoints;
  private final List<VideoRecord> videos;
  private final double maxRejectShare;
  private final MapRule mapRule;
  private final Optional<WidthCosts> widthCosts;

  /**
   * A validation.
   *
   * @param scorer scores
   * @param checkpoints turns states into state dicts
   * @param videos the validation manifest's records
   * @param maxRejectShare largest share of them that may have no score, in [0, 1]
   * @param mapRule how mean average precision is reported
   * @param widthCosts what the widths cost among which the network chooses, if it does
   */
  ScoredValidation(
      VideoScorer scorer,
      RunCheckpoints checkpoints,
      List<VideoRecord> videos,
      double maxRejectShare,
      MapRule mapRule,
      Optional<WidthCosts> widthCosts) {
    this.scorer = scorer;
    this.checkpoints = checkpoints;
    this.videos = List.copyOf(videos);
    this.maxRejectShare = maxRejectShare;
    this.mapRule = mapRule;
    this.widthCosts = widthCosts;
  }

  @Override
  public Accuracy validate(TrainingState state) {
    Scores scores = scorer.score(checkpoints.stateDict(state), videos);
    if (scores.rejectShare() > maxRejectShare) {
      throw new IllegalStateException(
          scores.rejected().size()
              + " of "
              + videos.size()
              + " validation videos have no score, more than the allowed share of "
              + maxRejectShare
              + " (train.max-reject-share); the first: "
              + scores.rejected().get(0));
    }
    EvaluationMetrics metrics = scores.metrics(mapRule);
    return new Accuracy(
        metrics.top1(),
        metrics.top5(),
        metrics.meanAveragePrecision(),
        widthCosts
            .flatMap(scores::widthUsage)
            .map(usage -> OptionalDouble.of(usage.chosen().video()))
            .orElseGet(OptionalDouble::empty));
  }
}

package io.kinespark.spark.train;

import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.data.RejectBound;
import io.kinespark.spark.data.TooManyRejectsException;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.evaluate.RejectedVideo;
import io.kinespark.spark.evaluate.Scores;
import io.kinespark.spark.evaluate.VideoScorer;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.MapRule;
import io.kinespark.spark.run.RunCheckpoints;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Validation by the same distributed scoring that the evaluate job uses. */
final class ScoredValidation implements EpochValidation {

  private final VideoScorer scorer;
  private final RunCheckpoints checkpoints;
  private final List<VideoRecord> videos;
  private final RejectBound rejects;
  private final MapRule mapRule;
  private final Optional<WidthCosts> widthCosts;

  /**
   * A validation.
   *
   * @param scorer scores
   * @param checkpoints turns states into state dicts
   * @param videos the validation manifest's videos that preprocessing could use
   * @param rejects how many of them may have no score
   * @param mapRule how mean average precision is reported
   * @param widthCosts what the widths cost among which the network chooses, if it does
   */
  ScoredValidation(
      VideoScorer scorer,
      RunCheckpoints checkpoints,
      List<VideoRecord> videos,
      RejectBound rejects,
      MapRule mapRule,
      Optional<WidthCosts> widthCosts) {
    this.scorer = scorer;
    this.checkpoints = checkpoints;
    this.videos = List.copyOf(videos);
    this.rejects = rejects;
    this.mapRule = mapRule;
    this.widthCosts = widthCosts;
  }

  @Override
  public Accuracy validate(TrainingState state) {
    Scores scores = scorer.score(checkpoints.stateDict(state), videos);
    List<RejectedVideo> rejected = scores.rejected();
    if (rejects.exceeded(rejected.size(), videos.size())) {
      throw new TooManyRejectsException(
          "validation videos",
          rejected.size(),
          videos.size(),
          rejects,
          rejected.stream().map(RejectedVideo::toString).toList());
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

package io.kinespark.spark.evaluate;

import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The scores of one video.
 *
 * @param id its id in the manifest
 * @param labels 0-based true classes
 * @param scores one per class, averaged over the views: probabilities or logits, as the plan says
 * @param views views that were scored
 * @param expectedViews views that the protocol asks for
 * @param widths positions of the widths that were chosen for the frames, {@code [views, T]}; empty
 *     if the network chooses none
 */
@SuppressWarnings("ArrayRecordComponent") // bulk buffers; equality is by content
public record VideoScores(
    String id, List<Integer> labels, double[] scores, int views, int expectedViews, int[] widths)
    implements VideoOutcome {

  /** Copies the labels, not the buffers. */
  public VideoScores {
    labels = List.copyOf(labels);
  }

  /** The positions of the widths of its frames as the report takes them. */
  List<Integer> frameWidths() {
    return Arrays.stream(widths).boxed().toList();
  }

  /** The first class whose score is NaN or infinite. */
  OptionalInt firstNotFinite() {
    return IntStream.range(0, scores.length).filter(c -> !Double.isFinite(scores[c])).findFirst();
  }

  /**
   * The scores as the metrics take them.
   *
   * @throws io.kinespark.spark.evaluate.metrics.InvalidScoresException if a score is not a number
   */
  public ScoredVideo scored() {
    return ScoredVideo.of(id, labels, scores);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VideoScores that
        && id.equals(that.id)
        && labels.equals(that.labels)
        && Arrays.equals(scores, that.scores)
        && views == that.views
        && expectedViews == that.expectedViews
        && Arrays.equals(widths, that.widths);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(scores);
  }
}

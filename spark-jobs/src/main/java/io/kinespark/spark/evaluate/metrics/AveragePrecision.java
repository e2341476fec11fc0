package io.kinespark.spark.evaluate.metrics;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Average precision of one ranking: the sum over distinct thresholds, highest first, of {@code
 * (recall_k - recall_(k-1)) * precision_k}. Items with equal scores are taken together, nothing is
 * interpolated, and items below the last positive do not matter.
 *
 * <p>Source: {@code binary_precision_recall_curve} and {@code mean_average_precision} of mmaction2.
 */
final class AveragePrecision {
  private AveragePrecision() {}

  /**
   * Average precision of {@code positives} when items are ranked by {@code scores}.
   *
   * @param scores {@code [items]}
   * @param positives {@code [items]}
   * @return a value in (0, 1], or empty if nothing is positive
   */
  static OptionalDouble of(double[] scores, boolean[] positives) {
    int[] ranking =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b] + 0.0, scores[a] + 0.0))
            .mapToInt(Integer::intValue)
            .toArray();
    long total = IntStream.range(0, positives.length).filter(i -> positives[i]).count();
    if (total == 0) {
      return OptionalDouble.empty();
    }

    double sum = 0;
    long found = 0;
    long foundBefore = 0;
    for (int rank = 0; rank < ranking.length; rank++) {
      found += positives[ranking[rank]] ? 1 : 0;
      boolean thresholdEnds =
          rank + 1 == ranking.length || scores[ranking[rank + 1]] != scores[ranking[rank]];
      if (thresholdEnds) {
        sum += (found - foundBefore) / (double) total * found / (rank + 1);
        foundBefore = found;
      }
    }
    return OptionalDouble.of(sum);
  }
}

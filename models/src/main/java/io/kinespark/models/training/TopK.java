package io.kinespark.models.training;

/**
 * Counts hits among the highest logits; ties are decided in the label's favour, NaN is never a hit.
 */
public final class TopK {
  private TopK() {}

  /**
   * How many labels are among the k highest logits of their row.
   *
   * @param logits {@code [N, classes]}, row-major
   */
  public static int hits(double[] logits, int[] labels, int k) {
    int classes = logits.length / labels.length;
    int hits = 0;
    for (int row = 0; row < labels.length; row++) {
      double own = logits[row * classes + labels[row]];
      int higher = 0;
      for (int i = 0; i < classes; i++) {
        if (!(logits[row * classes + i] <= own)) {
          higher++;
        }
      }
      if (higher < k) {
        hits++;
      }
    }
    return hits;
  }
}

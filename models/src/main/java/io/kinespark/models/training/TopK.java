package io.kinespark.models.training;

/**
 * Counts hits among the highest logits; ties are decided in the label's favour, NaN is never a hit.
 */
public final class TopK {
  private TopK() {}

  /**
   * How many clips have one of their labels among the k highest logits of their row.
   *
   * @param logits {@code [N, classes]}, row-major
   * @param targets of the N clips
   */
  public static int hits(double[] logits, ClassTargets targets, int k) {
    int classes = logits.length / targets.clips();
    int hits = 0;
    for (int row = 0; row < targets.clips(); row++) {
      int start = row * classes;
      hits +=
          targets.labels().get(row).stream()
                  .anyMatch(label -> higher(logits, start, classes, label) < k)
              ? 1
              : 0;
    }
    return hits;
  }

  /** How many logits of a row are above, or cannot be compared with, that of a label. */
  private static int higher(double[] logits, int start, int classes, int label) {
    double own = logits[start + label];
    int higher = 0;
    for (int i = start; i < start + classes; i++) {
      if (!(logits[i] <= own)) {
        higher++;
      }
    }
    return higher;
  }
}

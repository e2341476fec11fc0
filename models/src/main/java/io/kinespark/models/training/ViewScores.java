package io.kinespark.models.training;

import io.kinespark.models.AverageClips;
import java.util.Arrays;

/**
 * The logits of every view of every sample.
 *
 * @param logits {@code [N, views, classes]}, row-major
 * @param clips N
 * @param views views per sample
 * @param classes per view
 */
@SuppressWarnings("ArrayRecordComponent") // a bulk buffer; equality is by content
public record ViewScores(float[] logits, int clips, int views, int classes) {
  /** Checks that the parts fit each other. */
  public ViewScores {
    if (logits.length != Math.multiplyExact(Math.multiplyExact(clips, views), classes)) {
      throw new IllegalArgumentException(
          "%d clips of %d views of %d classes do not have %d logits"
              .formatted(clips, views, classes, logits.length));
    }
  }

  /** The logits of one view of one sample, {@code [classes]}. */
  public double[] view(int clip, int view) {
    double[] scores = new double[classes];
    int from = (clip * views + view) * classes;
    for (int i = 0; i < classes; i++) {
      scores[i] = logits[from + i];
    }
    return scores;
  }

  /** The softmax of one view of one sample, {@code [classes]}. */
  public double[] probabilities(int clip, int view) {
    double[] scores = view(clip, view);
    double highest = Arrays.stream(scores).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      scores[i] = Math.exp(scores[i] - highest);
      sum += scores[i];
    }
    for (int i = 0; i < classes; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  /**
   * One score per class for every sample, computed in double precision (SPEC 6).
   *
   * @return {@code [N][classes]} with {@link AverageClips#PROB} and {@link AverageClips#SCORE};
   *     {@code [N*views][classes]} raw logits with {@link AverageClips#NONE}
   */
  public double[][] average(AverageClips rule) {
    return switch (rule) {
      case PROB -> means(true);
      case SCORE -> means(false);
      case NONE -> {
        double[][] rows = new double[clips * views][];
        for (int row = 0; row < rows.length; row++) {
          rows[row] = view(row / views, row % views);
        }
        yield rows;
      }
    };
  }

  private double[][] means(boolean ofProbabilities) {
    double[][] means = new double[clips][classes];
    for (int clip = 0; clip < clips; clip++) {
      for (int view = 0; view < views; view++) {
        double[] scores = ofProbabilities ? probabilities(clip, view) : view(clip, view);
        for (int i = 0; i < classes; i++) {
          means[clip][i] += scores[i] / views;
        }
      }
    }
    return means;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ViewScores that
        && clips == that.clips
        && views == that.views
        && classes == that.classes
        && Arrays.equals(logits, that.logits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(logits);
  }

  @Override
  public String toString() {
    return "logits [%d, %d, %d]".formatted(clips, views, classes);
  }
}

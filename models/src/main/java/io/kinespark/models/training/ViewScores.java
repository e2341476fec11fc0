package io.kinespark.models.training;

import io.kinespark.models.AverageClips;
import io.kinespark.models.EvaluationOutput;
import java.util.Arrays;

/**
 * What a network answered for every view of every sample.
 *
 * @param scores {@code [N, views, classes]}, row-major
 * @param clips N
 * @param views views per sample
 * @param classes per view
 * @param output whether scores are logits or probabilities
 * @param widths positions of the widths that were chosen for the frames, {@code [N, views, T]};
 *     empty if the network chooses none
 */
@SuppressWarnings("ArrayRecordComponent") // bulk buffers; equality is by content
public record ViewScores(
    float[] scores, int clips, int views, int classes, EvaluationOutput output, int[] widths) {
  /** Checks that the parts fit each other. */
  public ViewScores {
    if (scores.length != Math.multiplyExact(Math.multiplyExact(clips, views), classes)) {
      throw new IllegalArgumentException(
          "%d clips of %d views of %d classes do not have %d scores"
              .formatted(clips, views, classes, scores.length));
    }
    if (widths.length > 0 && (scores.length == 0 || widths.length % (clips * views) != 0)) {
      throw new IllegalArgumentException(
          "%d clips of %d views do not share %d frames evenly"
              .formatted(clips, views, widths.length));
    }
  }

  /** The scores of every view by a network that chooses no widths. */
  public ViewScores(float[] scores, int clips, int views, int classes, EvaluationOutput output) {
    this(scores, clips, views, classes, output, new int[0]);
  }

  /** The logits of every view. */
  public ViewScores(float[] logits, int clips, int views, int classes) {
    this(logits, clips, views, classes, EvaluationOutput.LOGITS);
  }

  /** The same of one sample alone. */
  public ViewScores of(int clip) {
    int perClip = views * classes;
    int frames = widths.length / clips;
    return new ViewScores(
        Arrays.copyOfRange(scores, clip * perClip, (clip + 1) * perClip),
        1,
        views,
        classes,
        output,
        Arrays.copyOfRange(widths, clip * frames, (clip + 1) * frames));
  }

  /** The scores of one view of one sample, {@code [classes]}. */
  public double[] view(int clip, int view) {
    double[] values = new double[classes];
    int from = (clip * views + view) * classes;
    for (int i = 0; i < classes; i++) {
      values[i] = scores[from + i];
    }
    return values;
  }

  /**
   * The probabilities of one view of one sample, {@code [classes]}: the softmax of logits, or what
   * the network answered.
   */
  public double[] probabilities(int clip, int view) {
    double[] values = view(clip, view);
    return output == EvaluationOutput.LOGITS ? softmax(values) : values;
  }

  private static double[] softmax(double[] values) {
    double highest = Arrays.stream(values).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(values[i] - highest);
      sum += values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
    return values;
  }

  /**
   * One score per class for every sample, computed in double precision.
   *
   * @return {@code [N][classes]} with {@link AverageClips#PROB} and {@link AverageClips#SCORE};
   *     {@code [N*views][classes]} raw scores with {@link AverageClips#NONE}
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
        double[] values = ofProbabilities ? probabilities(clip, view) : view(clip, view);
        for (int i = 0; i < classes; i++) {
          means[clip][i] += values[i] / views;
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
        && output == that.output
        && Arrays.equals(scores, that.scores)
        && Arrays.equals(widths, that.widths);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(scores);
  }

  @Override
  public String toString() {
    return "%s [%d, %d, %d]".formatted(output, clips, views, classes);
  }
}

package io.kinespark.models;

import java.util.Locale;

/**
 * How the scores of the views of one video are combined (mmaction2's {@code average_clips}). Of a
 * network that answers probabilities, those are taken as they are.
 */
public enum AverageClips {
  /** The probabilities of each view (the softmax of its logits), then the mean over views. */
  PROB,
  /** The mean of the raw scores over views. */
  SCORE,
  /** No averaging: every view keeps its scores. */
  NONE;

  /**
   * The choice of that name in configurations.
   *
   * @param name {@code prob}, {@code score} or {@code none}
   * @throws IllegalArgumentException if there is no such choice
   */
  public static AverageClips of(String name) {
    return Choices.parse(AverageClips.class, name, "average-clips");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

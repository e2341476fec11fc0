package io.kinespark.models;

import java.util.Locale;

/**
 * Whether a strided bottleneck is strided by a 3x3 average pool in place of its convolution
 * (ResNeSt, arXiv 2004.08955; {@code avd} and {@code avd_first} of whwu95/DSANet).
 */
public enum AverageDownsampling {
  /** By its convolution. */
  NONE,
  /** By a pool before the 3x3 convolution. */
  BEFORE,
  /** By a pool after the 3x3 convolution, its norm and ReLU. */
  AFTER;

  /**
   * The choice of that name in configurations.
   *
   * @param name {@code none}, {@code before} or {@code after}
   * @throws IllegalArgumentException if there is no such choice
   */
  public static AverageDownsampling of(String name) {
    return Choices.parse(AverageDownsampling.class, name, "average-downsampling");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

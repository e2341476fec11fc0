package io.kinespark.models;

import java.util.Locale;

/** The floating-point arithmetic that parameters, activations and gradients use. */
public enum Precision {
  /** IEEE single precision, the arithmetic of the published networks. */
  FLOAT32,
  /** IEEE double precision, for checks where single precision is too noisy. */
  FLOAT64;

  /**
   * The precision of that name in configurations.
   *
   * @param name {@code float32} or {@code float64}
   * @throws IllegalArgumentException if there is no such precision
   */
  public static Precision of(String name) {
    return Choices.parse(Precision.class, name, "precision");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

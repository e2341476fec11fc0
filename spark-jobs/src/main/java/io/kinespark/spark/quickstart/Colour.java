package io.kinespark.spark.quickstart;

import java.util.SplittableRandom;

/**
 * A colour.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
record Colour(double red, double green, double blue) {

  static Colour any(SplittableRandom random) {
    return new Colour(random.nextDouble(255), random.nextDouble(255), random.nextDouble(255));
  }

  /** A colour that stands out from {@code other}. */
  static Colour unlike(Colour other, SplittableRandom random) {
    Colour colour = any(random);
    while (colour.difference(other) < 160) {
      colour = any(random);
    }
    return colour;
  }

  /** This colour with {@code share} (0 to 1) of {@code other}. */
  Colour mix(Colour other, double share) {
    return new Colour(
        red + (other.red - red) * share,
        green + (other.green - green) * share,
        blue + (other.blue - blue) * share);
  }

  private double difference(Colour other) {
    return Math.sqrt(
        square(red - other.red) + square(green - other.green) + square(blue - other.blue));
  }

  private static double square(double value) {
    return value * value;
  }
}

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
    return between(0, 255, random);
  }

  /** A colour of the scenery, dark enough for lit shapes to stand out. */
  static Colour dark(SplittableRandom random) {
    return between(20, 110, random);
  }

  /** The colour of a shape in the light, pale and far brighter than the scenery. */
  static Colour lit(SplittableRandom random) {
    return between(170, 255, random);
  }

  private static Colour between(double low, double high, SplittableRandom random) {
    return new Colour(
        random.nextDouble(low, high), random.nextDouble(low, high), random.nextDouble(low, high));
  }

  /** This colour with {@code share} (0 to 1) of {@code other}. */
  Colour mix(Colour other, double share) {
    return new Colour(
        red + (other.red - red) * share,
        green + (other.green - green) * share,
        blue + (other.blue - blue) * share);
  }
}

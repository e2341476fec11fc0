package io.kinespark.spark.quickstart;

import java.util.SplittableRandom;

/**
 * A cloudy texture between two dark colours: value noise, smoothly interpolated between random
 * values on a grid.
 */
final class Background {
  private static final int GRID = 16;

  private final Colour dark;
  private final Colour light;
  private final double cell;
  private final double[] values = new double[GRID * GRID];

  /**
   * Draws a texture.
   *
   * @param cell pixels between the grid's points
   */
  Background(double cell, SplittableRandom random) {
    this.cell = cell;
    this.dark = Colour.dark(random);
    this.light = dark.mix(Colour.dark(random), 0.6);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble();
    }
  }

  /** The colour in the middle of the texture's range. */
  Colour mean() {
    return dark.mix(light, 0.5);
  }

  /** The colour of a point, in pixels; the texture repeats itself beyond its grid. */
  Colour at(double x, double y) {
    int column = (int) Math.floor(x / cell);
    int row = (int) Math.floor(y / cell);
    double right = smooth(x / cell - column);
    double down = smooth(y / cell - row);
    double above = mix(value(column, row), value(column + 1, row), right);
    double below = mix(value(column, row + 1), value(column + 1, row + 1), right);
    return dark.mix(light, mix(above, below, down));
  }

  private double value(int column, int row) {
    return values[Math.floorMod(row, GRID) * GRID + Math.floorMod(column, GRID)];
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }
}

package io.kinespark.preprocessing.augment;

import java.util.ArrayList;
import java.util.List;

/**
 * An affine change of colours: each new value is a weighted sum of a pixel's red, green and blue,
 * and a constant.
 *
 * @param weights for red, green and blue of the result the weights of red, green, blue and the
 *     constant, {@code [3, 4]}
 */
public record ColourMatrix(List<Double> weights) {

  private static final int CHANNELS = 3;
  private static final int COLUMNS = 4;
  private static final int MOST = 255;

  /** Checks the number of weights and keeps a copy. */
  public ColourMatrix {
    weights = List.copyOf(weights);
    if (weights.size() != CHANNELS * COLUMNS) {
      throw new IllegalArgumentException("3 times 4 weights are needed, not " + weights.size());
    }
  }

  private static ColourMatrix of(double... weights) {
    List<Double> list = new ArrayList<>();
    for (double weight : weights) {
      list.add(weight);
    }
    return new ColourMatrix(list);
  }

  /** Changes nothing. */
  static ColourMatrix identity() {
    return scaled(1);
  }

  /** Multiplies every value. */
  static ColourMatrix scaled(double factor) {
    return of(factor, 0, 0, 0, 0, factor, 0, 0, 0, 0, factor, 0);
  }

  /** Adds to red, green and blue. */
  static ColourMatrix shifted(double red, double green, double blue) {
    return of(1, 0, 0, red, 0, 1, 0, green, 0, 0, 1, blue);
  }

  /** Exchanges red and blue. */
  static ColourMatrix reversed() {
    return of(0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0);
  }

  /** A linear change, row by row. */
  static ColourMatrix linear(double[][] rows) {
    double[] weights = new double[CHANNELS * COLUMNS];
    for (int row = 0; row < CHANNELS; row++) {
      System.arraycopy(rows[row], 0, weights, row * COLUMNS, CHANNELS);
    }
    return of(weights);
  }

  private double at(int row, int column) {
    return weights.get(row * COLUMNS + column);
  }

  /** This change, and another one after it. */
  ColourMatrix then(ColourMatrix next) {
    double[] product = new double[CHANNELS * COLUMNS];
    for (int row = 0; row < CHANNELS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        double sum = column == CHANNELS ? next.at(row, CHANNELS) : 0;
        for (int k = 0; k < CHANNELS; k++) {
          sum += next.at(row, k) * at(k, column);
        }
        product[row * COLUMNS + column] = sum;
      }
    }
    return of(product);
  }

  /** Changes pixels in place; results are rounded and kept within a byte. */
  void apply(byte[] rgb, int offset, int length) {
    if (equals(identity())) {
      return;
    }
    double[] m = weights.stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = offset; i < offset + length; i += CHANNELS) {
      int red = rgb[i] & MOST;
      int green = rgb[i + 1] & MOST;
      int blue = rgb[i + 2] & MOST;
      rgb[i] = value(m[0] * red + m[1] * green + m[2] * blue + m[3]);
      rgb[i + 1] = value(m[4] * red + m[5] * green + m[6] * blue + m[7]);
      rgb[i + 2] = value(m[8] * red + m[9] * green + m[10] * blue + m[11]);
    }
  }

  private static byte value(double level) {
    return (byte) Math.max(0, Math.min(MOST, Math.round(level)));
  }
}

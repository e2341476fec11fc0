package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import java.util.Arrays;

/**
 * Pillow's bilinear resizing of 8-bit pictures ({@code Image.resize} with {@code BILINEAR}): the
 * triangle filter, stretched by the ratio of the sizes where the picture shrinks, first along rows
 * and then along columns, each pass rounded to bytes. Weights have {@value #WEIGHT_BITS} binary
 * places.
 */
final class PillowBilinear {

  private static final int CHANNELS = 3;
  private static final int WEIGHT_BITS = 32 - 8 - 2;
  private static final int HALF = 1 << (WEIGHT_BITS - 1);
  private static final int MOST = 255;

  /**
   * The weights of one pass.
   *
   * @param first for each output place the first input place that counts
   * @param weights for each output place the weights from there on, fixed-point
   */
  private record Filter(int[] first, int[][] weights) {

    static Filter of(int from, int to) {
      double scale = (double) from / to;
      double stretch = Math.max(scale, 1);
      int[] first = new int[to];
      int[][] weights = new int[to][];
      for (int place = 0; place < to; place++) {
        double center = (place + 0.5) * scale;
        int low = Math.max((int) (center - stretch + 0.5), 0);
        int high = Math.min((int) (center + stretch + 0.5), from);
        first[place] = low;
        weights[place] = fixed(triangle(low, high, center, stretch));
      }
      return new Filter(first, weights);
    }

    private static double[] triangle(int low, int high, double center, double stretch) {
      double[] weights = new double[high - low];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        double distance = Math.abs((i + low - center + 0.5) * (1 / stretch));
        weights[i] = distance < 1 ? 1 - distance : 0;
        sum += weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= sum;
      }
      return weights;
    }

    private static int[] fixed(double... weights) {
      int[] fixed = new int[weights.length];
      for (int i = 0; i < fixed.length; i++) {
        fixed[i] = (int) (0.5 + weights[i] * (1 << WEIGHT_BITS));
      }
      return fixed;
    }
  }

  private PillowBilinear() {}

  /** Resizes bytes {@code [H, W, 3]}. */
  static byte[] resize(byte[] rgb, FrameSize from, FrameSize to) {
    byte[] rows = rgb;
    if (from.width() != to.width()) {
      rows = alongRows(rgb, from, to.width());
    }
    return from.height() == to.height()
        ? rows.clone()
        : alongColumns(rows, to.width(), from.height(), to.height());
  }

  private static byte[] alongRows(byte[] rgb, FrameSize from, int width) {
    Filter filter = Filter.of(from.width(), width);
    byte[] out = new byte[from.height() * width * CHANNELS];
    int target = 0;
    for (int y = 0; y < from.height(); y++) {
      int row = y * from.width() * CHANNELS;
      for (int x = 0; x < width; x++) {
        int at = row + filter.first[x] * CHANNELS;
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        for (int weight : filter.weights[x]) {
          red += (rgb[at] & MOST) * weight;
          green += (rgb[at + 1] & MOST) * weight;
          blue += (rgb[at + 2] & MOST) * weight;
          at += CHANNELS;
        }
        out[target] = level(red);
        out[target + 1] = level(green);
        out[target + 2] = level(blue);
        target += CHANNELS;
      }
    }
    return out;
  }

  private static byte[] alongColumns(byte[] rgb, int width, int fromHeight, int height) {
    Filter filter = Filter.of(fromHeight, height);
    int row = width * CHANNELS;
    byte[] out = new byte[height * row];
    int[] sums = new int[row];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, HALF);
      int at = filter.first[y] * row;
      for (int weight : filter.weights[y]) {
        for (int c = 0; c < row; c++) {
          sums[c] += (rgb[at + c] & MOST) * weight;
        }
        at += row;
      }
      for (int c = 0; c < row; c++) {
        out[y * row + c] = level(sums[c]);
      }
    }
    return out;
  }

  private static byte level(int sum) {
    return (byte) Math.max(0, Math.min(MOST, sum >> WEIGHT_BITS));
  }
}

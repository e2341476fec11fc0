package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;

/**
 * Bilinear resizing in single precision, as PyTorch's {@code interpolate} does with {@code
 * align_corners=False}: output place {@code i} reads the input at {@code max(0, (i + 0.5) * from /
 * to - 0.5)}, without antialiasing.
 */
final class FloatBilinear {

  private static final int CHANNELS = 3;

  /**
   * Where the outputs of one axis read.
   *
   * @param low for each output place the first input place
   * @param high and the second, the same at the end
   * @param share weight of the second
   */
  private record Axis(int[] low, int[] high, float[] share) {

    static Axis of(int from, int to) {
      float scale = (float) from / to;
      int[] low = new int[to];
      int[] high = new int[to];
      float[] share = new float[to];
      for (int i = 0; i < to; i++) {
        float place = Math.max(scale * (i + 0.5f) - 0.5f, 0);
        low[i] = Math.min((int) place, from - 1);
        high[i] = Math.min(low[i] + 1, from - 1);
        share[i] = place - low[i];
      }
      return new Axis(low, high, share);
    }
  }

  private FloatBilinear() {}

  /** Resizes numbers {@code [H, W, 3]} without rounding: along rows first, then along columns. */
  static float[] resize(float[] levels, FrameSize from, FrameSize to) {
    float[] rows = alongRows(levels, from, to.width());
    Axis axis = Axis.of(from.height(), to.height());
    int row = to.width() * CHANNELS;
    float[] out = new float[to.rgbBytes()];
    for (int y = 0; y < to.height(); y++) {
      int upper = axis.low[y] * row;
      int lower = axis.high[y] * row;
      float down = axis.share[y];
      for (int i = 0; i < row; i++) {
        out[y * row + i] = (1 - down) * rows[upper + i] + down * rows[lower + i];
      }
    }
    return out;
  }

  private static float[] alongRows(float[] levels, FrameSize from, int width) {
    Axis axis = Axis.of(from.width(), width);
    float[] out = new float[from.height() * width * CHANNELS];
    int at = 0;
    for (int y = 0; y < from.height(); y++) {
      int row = y * from.width() * CHANNELS;
      for (int x = 0; x < width; x++) {
        int left = row + axis.low[x] * CHANNELS;
        int right = row + axis.high[x] * CHANNELS;
        float across = axis.share[x];
        for (int c = 0; c < CHANNELS; c++) {
          out[at++] = (1 - across) * levels[left + c] + across * levels[right + c];
        }
      }
    }
    return out;
  }
}

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

  /** Resizes numbers {@code [H, W, 3]} without rounding. */
  static float[] resize(float[] levels, FrameSize from, FrameSize to) {
    Axis rows = Axis.of(from.height(), to.height());
    Axis columns = Axis.of(from.width(), to.width());
    float[] out = new float[to.rgbBytes()];
    int row = from.width() * CHANNELS;
    int at = 0;
    for (int y = 0; y < to.height(); y++) {
      int upper = rows.low[y] * row;
      int lower = rows.high[y] * row;
      float down = rows.share[y];
      for (int x = 0; x < to.width(); x++) {
        int left = columns.low[x] * CHANNELS;
        int right = columns.high[x] * CHANNELS;
        float across = columns.share[x];
        for (int c = 0; c < CHANNELS; c++) {
          float above =
              (1 - across) * levels[upper + left + c] + across * levels[upper + right + c];
          float below =
              (1 - across) * levels[lower + left + c] + across * levels[lower + right + c];
          out[at++] = (1 - down) * above + down * below;
        }
      }
    }
    return out;
  }
}

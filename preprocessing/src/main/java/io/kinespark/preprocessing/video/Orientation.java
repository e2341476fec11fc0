package io.kinespark.preprocessing.video;

/**
 * How a stored picture is turned to be shown: transposed or not, then mirrored along either axis.
 *
 * @param transposed rows become columns
 * @param mirroredX shown columns run right to left
 * @param mirroredY shown rows run bottom to top
 */
record Orientation(boolean transposed, boolean mirroredX, boolean mirroredY) {

  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /**
   * Reads a display matrix {@code (a, b, u, c, d, v, x, y, w)}, by which the stored point (p, q) is
   * shown at {@code (a p + c q, b p + d q)}. Angles between quarter turns become the nearest one.
   */
  static Orientation ofDisplayMatrix(int[] matrix) {
    long a = matrix[0];
    long b = matrix[1];
    long c = matrix[3];
    long d = matrix[4];
    boolean transposed = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d);
    return transposed ? new Orientation(true, c < 0, b < 0) : new Orientation(false, a < 0, d < 0);
  }

  FrameSize shown(FrameSize stored) {
    return transposed ? stored.transposed() : stored;
  }

  RgbFrame apply(RgbFrame stored) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    FrameSize shown = shown(stored.size());
    byte[] from = stored.rgb();
    byte[] to = new byte[from.length];
    int out = 0;
    for (int y = 0; y < shown.height(); y++) {
      int q = mirroredY ? shown.height() - 1 - y : y;
      for (int x = 0; x < shown.width(); x++) {
        int p = mirroredX ? shown.width() - 1 - x : x;
        int in = 3 * (transposed ? p * stored.width() + q : q * stored.width() + p);
        to[out++] = from[in];
        to[out++] = from[in + 1];
        to[out++] = from[in + 2];
      }
    }
    return new RgbFrame(shown, to);
  }
}

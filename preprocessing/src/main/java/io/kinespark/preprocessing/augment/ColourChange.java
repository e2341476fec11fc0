package io.kinespark.preprocessing.augment;

/**
 * One change of colours, the same for every pixel of a clip.
 *
 * @param brightness factor on every value
 * @param saturation factor on the distance of a pixel's values from its luma (ITU-R BT.601)
 * @param contrast factor on the distance of every value from the clip's mean
 * @param then what is done to each pixel after that
 */
public record ColourChange(
    double brightness, double saturation, double contrast, ColourMatrix then) {

  /** Weights of the channels in the luma of ITU-R BT.601. */
  static final double RED = 0.299;

  static final double GREEN = 0.587;
  static final double BLUE = 0.114;
  private static final int MOST = 255;

  /**
   * A change of levels alone.
   *
   * @param brightness factor on every value
   * @param saturation factor on the distance of a pixel's values from its luma
   * @param contrast factor on the distance of every value from the clip's mean
   */
  public ColourChange(double brightness, double saturation, double contrast) {
    this(brightness, saturation, contrast, ColourMatrix.identity());
  }

  /**
   * Changes nothing.
   *
   * @return the change
   */
  public static ColourChange none() {
    return new ColourChange(1, 1, 1);
  }

  /** The same change with the channels in the order that the network takes. */
  ColourChange in(ChannelOrder order) {
    return switch (order) {
      case RGB -> this;
      case BGR ->
          new ColourChange(brightness, saturation, contrast, then.then(ColourMatrix.reversed()));
    };
  }

  /**
   * Changes a clip in place: brightness, then saturation, then contrast, then each pixel by itself;
   * results are rounded and kept within a byte.
   *
   * @param rgb unsigned bytes, three a pixel
   * @param offset index of the first
   * @param length number of bytes, a multiple of three
   */
  void apply(byte[] rgb, int offset, int length) {
    if (brightness != 1 || saturation != 1 || contrast != 1) {
      changeLevels(rgb, offset, length);
    }
    then.apply(rgb, offset, length);
  }

  private void changeLevels(byte[] rgb, int offset, int length) {
    double mean = brightness * mean(rgb, offset, length);
    for (int i = offset; i < offset + length; i += 3) {
      double red = brightness * (rgb[i] & MOST);
      double green = brightness * (rgb[i + 1] & MOST);
      double blue = brightness * (rgb[i + 2] & MOST);
      double luma = RED * red + GREEN * green + BLUE * blue;
      rgb[i] = value(red, luma, mean);
      rgb[i + 1] = value(green, luma, mean);
      rgb[i + 2] = value(blue, luma, mean);
    }
  }

  private static double mean(byte[] rgb, int offset, int length) {
    long sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += rgb[i] & MOST;
    }
    return (double) sum / length;
  }

  private byte value(double bright, double luma, double mean) {
    double saturated = luma + (bright - luma) * saturation;
    long spread = Math.round(mean + (saturated - mean) * contrast);
    return (byte) Math.max(0, Math.min(MOST, spread));
  }
}

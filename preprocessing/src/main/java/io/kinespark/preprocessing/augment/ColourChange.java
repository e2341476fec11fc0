package io.kinespark.preprocessing.augment;

/**
 * One change of colours, the same for every pixel of a clip.
 *
 * @param brightness factor on every value
 * @param saturation factor on the distance of a pixel's values from its luma (ITU-R BT.601)
 * @param contrast factor on the distance of every value from the clip's mean
 */
public record ColourChange(double brightness, double saturation, double contrast) {

  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;
  private static final int MOST = 255;

  /**
   * Changes nothing.
   *
   * @return the change
   */
  public static ColourChange none() {
    return new ColourChange(1, 1, 1);
  }

  /**
   * Changes a clip in place: brightness, then saturation, then contrast; results are rounded and
   * kept within a byte.
   *
   * @param rgb unsigned bytes, three a pixel
   * @param offset index of the first
   * @param length number of bytes, a multiple of three
   */
  void apply(byte[] rgb, int offset, int length) {
    if (equals(none())) {
      return;
    }
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

package io.kinespark.preprocessing.video;

import java.util.Arrays;
import java.util.Objects;

/**
 * One picture, 8 bits a channel, laid out {@code [H, W, 3]} in the order red, green, blue.
 *
 * <p>The array is handed over, not copied: a frame is written once by its maker and only read
 * afterwards.
 */
public final class RgbFrame implements Picture {

  private final FrameSize size;
  private final byte[] rgb;

  /**
   * Wraps pixels.
   *
   * @param size width and height
   * @param rgb {@code width * height * 3} unsigned bytes
   * @throws IllegalArgumentException if the array's length does not fit the size
   */
  public RgbFrame(FrameSize size, byte[] rgb) {
    this.size = Objects.requireNonNull(size, "size");
    if (rgb.length != size.rgbBytes()) {
      throw new IllegalArgumentException(
          "A frame of " + size + " holds " + size.rgbBytes() + " bytes, not " + rgb.length);
    }
    this.rgb = rgb;
  }

  /**
   * Width and height.
   *
   * @return the size
   */
  @Override
  public FrameSize size() {
    return size;
  }

  @Override
  public RgbFrame frame() {
    return this;
  }

  @Override
  public RgbPixels pixels(int left, int top, FrameSize part) {
    return RgbPixels.copyOf(this, left, top, part);
  }

  /**
   * Pixels in a row.
   *
   * @return the width
   */
  public int width() {
    return size.width();
  }

  /**
   * Number of rows.
   *
   * @return the height
   */
  public int height() {
    return size.height();
  }

  /**
   * The pixels {@code [H, W, 3]}; the frame's own array, to be read only.
   *
   * @return {@code width * height * 3} unsigned bytes
   */
  public byte[] rgb() {
    return rgb;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbFrame frame
        && size.equals(frame.size)
        && Arrays.equals(rgb, frame.rgb);
  }

  @Override
  public int hashCode() {
    return 31 * size.hashCode() + Arrays.hashCode(rgb);
  }

  @Override
  public String toString() {
    return "RgbFrame[" + size + "]";
  }
}

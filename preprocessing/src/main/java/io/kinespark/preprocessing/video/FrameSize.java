package io.kinespark.preprocessing.video;

import java.io.Serializable;

/**
 * Width and height of a picture in pixels.
 *
 * @param width pixels in a row, at least 1
 * @param height rows, at least 1
 */
public record FrameSize(int width, int height) implements Serializable {

  /**
   * Checks both sides.
   *
   * @throws IllegalArgumentException if a side is below 1
   */
  public FrameSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "A frame needs at least 1x1 pixels: " + width + "x" + height);
    }
  }

  /**
   * A square.
   *
   * @param side width and height in pixels
   * @return the size
   */
  public static FrameSize square(int side) {
    return new FrameSize(side, side);
  }

  /**
   * The size after rows became columns.
   *
   * @return height and width exchanged
   */
  public FrameSize transposed() {
    return new FrameSize(/* width= */ height, /* height= */ width);
  }

  /**
   * The shorter side.
   *
   * @return pixels
   */
  public int shortSide() {
    return Math.min(width, height);
  }

  /**
   * Bytes of an RGB picture of this size.
   *
   * @return {@code width * height * 3}
   * @throws ArithmeticException if that does not fit an array
   */
  public int rgbBytes() {
    return Math.multiplyExact(Math.multiplyExact(width, height), 3);
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}

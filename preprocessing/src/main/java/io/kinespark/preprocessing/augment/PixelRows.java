package io.kinespark.preprocessing.augment;

/**
 * Copies pixels of pictures {@code [H, W, 3]} row by row; pictures are arrays of bytes or of
 * floats, both of the same type.
 */
final class PixelRows {

  private static final int CHANNELS = 3;

  private PixelRows() {}

  /**
   * Cuts a rectangle out.
   *
   * @param picture the whole picture
   * @param width its columns
   * @param box the rectangle
   * @param crop receives the rectangle
   */
  static void crop(Object picture, int width, CropBox box, Object crop) {
    int row = box.width() * CHANNELS;
    for (int y = 0; y < box.height(); y++) {
      int from = ((box.y() + y) * width + box.x()) * CHANNELS;
      System.arraycopy(picture, from, crop, y * row, row);
    }
  }

  /**
   * Writes a picture, or its mirror image.
   *
   * @param picture the picture
   * @param width its columns
   * @param height its rows
   * @param mirrored whether left and right change places
   * @param out receives the picture
   * @param at index of its first value
   */
  static void write(Object picture, int width, int height, boolean mirrored, Object out, int at) {
    int pixels = width * height;
    if (!mirrored) {
      System.arraycopy(picture, 0, out, at, pixels * CHANNELS);
      return;
    }
    for (int pixel = 0; pixel < pixels; pixel++) {
      int twin = pixel / width * width + width - 1 - pixel % width;
      System.arraycopy(picture, pixel * CHANNELS, out, at + twin * CHANNELS, CHANNELS);
    }
  }
}

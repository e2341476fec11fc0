package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import java.io.Serializable;

/**
 * A rectangle of a frame.
 *
 * @param x left column
 * @param y top row
 * @param width columns
 * @param height rows
 */
public record CropBox(int x, int y, int width, int height) implements Serializable {

  /**
   * Size of the rectangle.
   *
   * @return width and height
   */
  public FrameSize size() {
    return new FrameSize(width, height);
  }

  /**
   * Checks that the rectangle lies within a frame.
   *
   * @param frame size of the frame
   * @return this box
   * @throws IllegalArgumentException if it does not
   */
  public CropBox within(FrameSize frame) {
    if (x < 0
        || y < 0
        || width < 1
        || height < 1
        || x + width > frame.width()
        || y + height > frame.height()) {
      throw new IllegalArgumentException(
          "A crop of %dx%d at (%d, %d) does not fit a frame of %s; resize to a larger short side or crop less"
              .formatted(width, height, x, y, frame));
    }
    return this;
  }

  /** The smallest rectangle that holds both. */
  CropBox union(CropBox other) {
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    int right = Math.max(x + width, other.x + other.width);
    int bottom = Math.max(y + height, other.y + other.height);
    return new CropBox(left, top, right - left, bottom - top);
  }

  /** The same rectangle, counted from the corner of another one. */
  CropBox from(CropBox corner) {
    return new CropBox(x - corner.x, y - corner.y, width, height);
  }
}

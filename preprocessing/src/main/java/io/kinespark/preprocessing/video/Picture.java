package io.kinespark.preprocessing.video;

/** A picture at hand, of which as much is made into RGB as is asked for. */
public interface Picture {

  /**
   * Its size.
   *
   * @return width and height
   */
  FrameSize size();

  /**
   * The whole picture.
   *
   * @return a frame that may be kept
   * @throws VideoRejectedException if the pixel format does not convert to RGB
   */
  RgbFrame frame() throws VideoRejectedException;

  /**
   * A rectangle of the picture in native memory. What lies outside of it is not converted where
   * that saves work and changes no pixel.
   *
   * @param left its first column
   * @param top its first row
   * @param size its columns and rows; it lies within the picture
   * @return the rectangle, to be closed by the caller, and not read any more once this picture is
   *     gone or was asked again
   * @throws VideoRejectedException if the pixel format does not convert to RGB
   */
  RgbPixels pixels(int left, int top, FrameSize size) throws VideoRejectedException;
}

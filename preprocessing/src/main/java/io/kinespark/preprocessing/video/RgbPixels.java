package io.kinespark.preprocessing.video;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** A rectangle of a picture in native memory: rows of bytes red, green, blue. */
public final class RgbPixels implements AutoCloseable {

  static final int CHANNELS = 3;

  private final FrameSize size;
  private final Mat pixels;

  private RgbPixels(FrameSize size, Mat pixels) {
    this.size = size;
    this.pixels = pixels;
  }

  /** Pixels in memory of somebody else's, who keeps it until these are closed. */
  static RgbPixels in(BytePointer memory, long rowBytes, FrameSize size) {
    return new RgbPixels(size, new Mat(size.height(), size.width(), CV_8UC3, memory, rowBytes));
  }

  /** A rectangle of a picture, which can be closed before. */
  static RgbPixels of(Mat picture, int left, int top, FrameSize size) {
    try (Rect rect = new Rect(left, top, size.width(), size.height())) {
      return new RgbPixels(size, new Mat(picture, rect));
    }
  }

  /** A copy of a rectangle of a frame. */
  static RgbPixels copyOf(RgbFrame frame, int left, int top, FrameSize size) {
    Mat pixels = new Mat(size.height(), size.width(), CV_8UC3);
    int row = CHANNELS * size.width();
    for (int y = 0; y < size.height(); y++) {
      int from = CHANNELS * ((top + y) * frame.width() + left);
      pixels.ptr(y).put(frame.rgb(), from, row);
    }
    return new RgbPixels(size, pixels);
  }

  /**
   * Columns and rows.
   *
   * @return the size
   */
  public FrameSize size() {
    return size;
  }

  /**
   * The pixels as OpenCV sees them; rows need not follow each other closely.
   *
   * @return {@code [H, W]} of three bytes, to be read only, not to be closed
   */
  public Mat mat() {
    return pixels;
  }

  /**
   * Copies the pixels.
   *
   * @return {@code [H, W, 3]} unsigned bytes
   */
  public byte[] toBytes() {
    byte[] rgb = new byte[size.rgbBytes()];
    int row = CHANNELS * size.width();
    for (int y = 0; y < size.height(); y++) {
      pixels.ptr(y).get(rgb, y * row, row);
    }
    return rgb;
  }

  @Override
  public void close() {
    pixels.close();
  }
}

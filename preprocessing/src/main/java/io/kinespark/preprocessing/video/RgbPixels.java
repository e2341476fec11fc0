package io.kinespark.preprocessing.video;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** A rectangle of a picture in native memory. */
public final class RgbPixels implements AutoCloseable {

  /** Bytes of a pixel. */
  static final int CHANNELS = 3;

  /** Bytes of a pixel that is padded, for the speed of work on it. */
  static final int PADDED = 4;

  private final FrameSize size;
  private final Mat pixels;

  private RgbPixels(FrameSize size, Mat pixels) {
    this.size = size;
    this.pixels = pixels;
  }

  /** Pixels in memory of somebody else's, who keeps it until these are closed. */
  static RgbPixels in(BytePointer memory, long rowBytes, int channels, FrameSize size) {
    int type = channels == PADDED ? CV_8UC4 : CV_8UC3;
    return new RgbPixels(size, new Mat(size.height(), size.width(), type, memory, rowBytes));
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
   * @return {@code [H, W]} of three bytes, or of four of which the last means nothing; to be read
   *     only, not to be closed
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
    if (pixels.channels() == CHANNELS) {
      return rows(pixels);
    }
    try (Mat rgb = new Mat()) {
      cvtColor(pixels, rgb, COLOR_RGBA2RGB);
      return rows(rgb);
    }
  }

  private byte[] rows(Mat picture) {
    byte[] rgb = new byte[size.rgbBytes()];
    int row = CHANNELS * size.width();
    for (int y = 0; y < size.height(); y++) {
      picture.ptr(y).get(rgb, y * row, row);
    }
    return rgb;
  }

  @Override
  public void close() {
    pixels.close();
  }
}

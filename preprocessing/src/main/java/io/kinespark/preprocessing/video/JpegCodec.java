package io.kinespark.preprocessing.video;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Codes single frames as JPEG and back, through OpenCV. OpenCV is kept to the calling thread; a
 * codec holds nothing native between calls and may be shared by threads.
 */
public final class JpegCodec {

  /** Makes a codec. */
  public JpegCodec() {
    setNumThreads(1);
  }

  /**
   * Codes a frame.
   *
   * @param frame the frame
   * @param quality 1 (smallest) to 100 (best)
   * @return a JPEG file
   * @throws IllegalArgumentException if the quality is out of range
   */
  public byte[] encode(RgbFrame frame, int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality is 1 to 100, not " + quality);
    }
    try (Mat rgb = new Mat(frame.height(), frame.width(), CV_8UC3);
        Mat bgr = new Mat();
        BytePointer coded = new BytePointer();
        IntPointer parameters = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
      rgb.data().put(frame.rgb(), 0, frame.rgb().length);
      cvtColor(rgb, bgr, COLOR_RGB2BGR);
      if (!imencode(".jpg", bgr, coded, parameters)) {
        throw new IllegalStateException("OpenCV does not code a frame of " + frame.size());
      }
      byte[] jpeg = new byte[Math.toIntExact(coded.limit())];
      coded.get(jpeg);
      return jpeg;
    }
  }

  /**
   * Decodes a picture to RGB.
   *
   * @param image a JPEG (or PNG) file
   * @return the frame, or empty if the bytes are no picture
   */
  public Optional<RgbFrame> decode(byte[] image) {
    try (NativePicture picture = new NativePicture(pixels(image))) {
      return picture.isEmpty() ? Optional.empty() : Optional.of(picture.frame());
    }
  }

  /**
   * Decodes a picture to RGB in native memory, and shows it.
   *
   * @param image a JPEG (or PNG) file
   * @param index handed to the visitor
   * @param visitor sees the picture
   * @return whether the bytes are a picture
   * @throws IOException if the visitor fails
   */
  public boolean visit(byte[] image, int index, PictureVisitor visitor) throws IOException {
    try (NativePicture picture = new NativePicture(pixels(image))) {
      if (picture.isEmpty()) {
        return false;
      }
      visitor.visit(index, picture);
      return true;
    }
  }

  private static Mat pixels(byte[] image) {
    if (image.length == 0) {
      return new Mat();
    }
    try (Mat coded = new Mat(1, image.length, CV_8UC1)) {
      coded.data().put(image, 0, image.length);
      return imdecode(coded, IMREAD_COLOR_RGB);
    }
  }

  private record NativePicture(Mat rgb) implements Picture, AutoCloseable {

    boolean isEmpty() {
      return rgb.empty();
    }

    @Override
    public FrameSize size() {
      return new FrameSize(rgb.cols(), rgb.rows());
    }

    @Override
    public RgbFrame frame() {
      try (RgbPixels whole = pixels(0, 0, size())) {
        return new RgbFrame(size(), whole.toBytes());
      }
    }

    @Override
    public RgbPixels pixels(int left, int top, FrameSize part) {
      return RgbPixels.of(rgb, left, top, part);
    }

    @Override
    public void close() {
      rgb.close();
    }
  }
}

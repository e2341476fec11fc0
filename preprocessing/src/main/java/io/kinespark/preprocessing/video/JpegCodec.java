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
 * codec holds nothing native between calls and may be shared by threads. The size of a picture is
 * read from its file's header before OpenCV sees it.
 */
public final class JpegCodec {

  /** A picture of more passes keeps a decoder busy for minutes; encoders make about ten. */
  private static final int MAX_SCANS = 256;

  private final long maxPixels;

  /** Makes a codec that decodes pictures up to the default limit. */
  public JpegCodec() {
    this(DecodeOptions.defaults().maxPixels());
  }

  /**
   * Makes a codec.
   *
   * @param maxPixels largest picture that is decoded
   */
  public JpegCodec(long maxPixels) {
    this.maxPixels = maxPixels;
    setNumThreads(1);
  }

  /**
   * Checks by its header that an image may be decoded.
   *
   * @param video what names the video
   * @param image what names the image in it
   * @param file the image file
   * @throws VideoRejectedException {@link RejectReason#TOO_LARGE} if its header declares more
   *     pixels than are allowed, {@link RejectReason#DECODE_ERRORS} if it is no picture
   */
  public void check(String video, String image, byte[] file) throws VideoRejectedException {
    Optional<ImageHeader> header = ImageHeader.of(file);
    if (header.isEmpty()) {
      throw new VideoRejectedException(
          RejectReason.DECODE_ERRORS, video, "%s is no picture".formatted(image));
    }
    if (header.get().pixels() > maxPixels) {
      throw new VideoRejectedException(
          RejectReason.TOO_LARGE,
          video,
          "%s declares %dx%d pixels (%s), the limit is %d pixels in all (decode.max-pixels)"
              .formatted(
                  image,
                  header.get().width(),
                  header.get().height(),
                  header.get().kind(),
                  maxPixels));
    }
    if (header.get().scans() > MAX_SCANS) {
      throw new VideoRejectedException(
          RejectReason.TOO_LARGE,
          video,
          "%s has %d scans, %d are decoded at most"
              .formatted(image, header.get().scans(), MAX_SCANS));
    }
  }

  /** Whether OpenCV may see a file. */
  private boolean isDecodable(byte[] image) {
    return ImageHeader.of(image)
        .filter(header -> header.pixels() <= maxPixels && header.scans() <= MAX_SCANS)
        .isPresent();
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
   * @return the frame, or empty if the bytes are no picture or one that is too large
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
   * @return whether the bytes are a picture that is not too large
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

  private Mat pixels(byte[] image) {
    if (!isDecodable(image)) {
      return new Mat();
    }
    try (Mat coded = new Mat(1, image.length, CV_8UC1)) {
      coded.data().put(image, 0, image.length);
      return imdecode(coded, IMREAD_COLOR_RGB);
    } catch (RuntimeException e) {
      // OpenCV's exceptions come so: what it throws on is no picture.
      return new Mat();
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

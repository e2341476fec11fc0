package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** One kind of conversion by libswscale, and the native picture that it fills. */
final class RgbConversion implements AutoCloseable {

  private static final int PLANES = 4;

  /** Rows, and columns, that share a sample of chroma. */
  private static final int SHARED = 2;

  private final Layout layout;
  private final String name;
  private final AVFrame target;
  private final BytePointer targetPixels;
  private final int targetRow;
  private final PointerPointer<BytePointer> planes = new PointerPointer<>(PLANES);
  private final SwsContext scaler;

  private RgbConversion(Layout layout, String name, AVFrame target, SwsContext scaler) {
    this.layout = layout;
    this.name = name;
    this.target = target;
    this.targetPixels = target.data(0);
    this.targetRow = target.linesize(0);
    this.scaler = scaler;
  }

  /**
   * Makes ready to convert.
   *
   * @param layout what is converted
   * @param name names the video in messages
   * @throws VideoRejectedException if libswscale does not know the pixel format
   */
  static RgbConversion open(Layout layout, String name) throws VideoRejectedException {
    SwsContext scaler = layout.scaler();
    if (scaler == null) {
      throw new VideoRejectedException(
          RejectReason.UNREADABLE,
          name,
          "pixel format " + layout.pixelFormat + " does not convert to RGB");
    }
    AVFrame target = av_frame_alloc();
    if (target != null) {
      target.width(layout.made.width());
      target.height(layout.made.height());
      target.format(layout.madeFormat());
    }
    if (target == null || av_frame_get_buffer(target, 0) < 0) {
      av_frame_free(target);
      sws_freeContext(scaler);
      throw new OutOfMemoryError(
          "No native memory for a picture of " + layout.made + " of " + name);
    }
    return new RgbConversion(layout, name, target, scaler);
  }

  boolean isFor(Layout wanted) {
    return layout.equals(wanted);
  }

  /**
   * Converts a frame, or the part of it whose corner is given.
   *
   * @param left its first column, an even number
   * @param top its first row, an even number
   */
  void convert(AVFrame frame, int left, int top) throws VideoRejectedException {
    boolean whole = left == 0 && top == 0;
    int rows =
        sws_scale(
            scaler,
            whole ? frame.data() : planesFrom(frame, left, top),
            frame.linesize(),
            0,
            layout.height,
            target.data(),
            target.linesize());
    if (rows != layout.made.height()) {
      throw new VideoRejectedException(
          RejectReason.DECODE_ERRORS,
          name,
          "a frame does not convert to RGB: " + rows + " of " + layout.made.height() + " rows");
    }
  }

  private PointerPointer<BytePointer> planesFrom(AVFrame frame, int left, int top) {
    planes.put(0, planeFrom(frame, 0, left, top));
    planes.put(1, planeFrom(frame, 1, left / SHARED, top / SHARED));
    planes.put(2, planeFrom(frame, 2, left / SHARED, top / SHARED));
    return planes;
  }

  private static BytePointer planeFrom(AVFrame frame, int plane, int left, int top) {
    long from = (long) top * frame.linesize(plane) + left;
    return frame.data(plane).getPointer(BytePointer.class, from);
  }

  /** A rectangle of what was converted last. */
  RgbPixels pixels(int left, int top, FrameSize size) {
    int channels = layout.part ? RgbPixels.PADDED : RgbPixels.CHANNELS;
    long from = (long) top * targetRow + (long) left * channels;
    BytePointer first = targetPixels.getPointer(BytePointer.class, from);
    return RgbPixels.in(first, targetRow, channels, size);
  }

  @Override
  public void close() {
    sws_freeContext(scaler);
    planes.close();
    av_frame_free(target);
  }

  /**
   * What is converted.
   *
   * @param width columns of the source
   * @param height rows of the source
   * @param made size of the result
   * @param part whether the source is a part of a picture
   */
  record Layout(
      int width,
      int height,
      int pixelFormat,
      int colorSpace,
      int fullRange,
      FrameSize made,
      boolean part) {

    static Layout of(AVFrame frame, FrameSize made) {
      return new Layout(
          frame.width(),
          frame.height(),
          frame.format(),
          frame.colorspace(),
          frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0,
          made,
          /* part= */ false);
    }

    /**
     * Whether each pixel depends on its own samples of luma and chroma alone: libswscale
     * interpolates chroma where it changes the size, or where the last row of an odd number has a
     * row of chroma for itself.
     */
    boolean convertsByParts() {
      return (pixelFormat == AV_PIX_FMT_YUV420P || pixelFormat == AV_PIX_FMT_YUVJ420P)
          && made.width() == width
          && made.height() == height
          && height % SHARED == 0;
    }

    Layout part(FrameSize size) {
      return new Layout(
          size.width(), size.height(), pixelFormat, colorSpace, fullRange, size, /* part= */ true);
    }

    /** Pixels of four bytes are made, resized and mirrored faster. */
    private int madeFormat() {
      return part ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24;
    }

    private SwsContext scaler() {
      SwsContext scaler =
          sws_getContext(
              width,
              height,
              pixelFormat,
              made.width(),
              made.height(),
              madeFormat(),
              SWS_BICUBIC,
              null,
              null,
              (double[]) null);
      // Details are refused (and not needed) for sources that are RGB already.
      if (scaler != null && (colorSpace != AVCOL_SPC_UNSPECIFIED || fullRange == 1)) {
        sws_setColorspaceDetails(
            scaler,
            sws_getCoefficients(colorSpace),
            fullRange,
            sws_getCoefficients(SWS_CS_DEFAULT),
            0,
            0,
            1 << 16,
            1 << 16);
      }
      return scaler;
    }
  }
}

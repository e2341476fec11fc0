package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
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

/**
 * Turns decoded frames into RGB by libswscale with its default flags, which is what {@code ffmpeg
 * -pix_fmt rgb24} and PyAV give. Colour matrix and range are those that the stream names, BT.601
 * and limited where it names none. Pictures of another size than the wanted one, since their pixels
 * are not square or since the stream changes its size in the middle, are scaled to it, so that all
 * frames of a video have one size.
 *
 * <p>Where libswscale makes each pixel of its own luma and chroma sample alone, only the rectangle
 * that is asked for is converted. Its corner is moved to where vector instructions may read.
 */
final class RgbConverter implements AutoCloseable {

  private static final int PLANES = 4;

  /** Columns of luma to which a rectangle is widened: 32 bytes, 16 of chroma. */
  private static final int COLUMNS_AT_ONCE = 32;

  /** Rows that share a row of chroma. */
  private static final int ROWS_AT_ONCE = 2;

  private final String name;
  private final Orientation orientation;
  private final FrameSize size;
  private final AVFrame target;
  private final PointerPointer<BytePointer> planes = new PointerPointer<>(PLANES);
  private SwsContext scaler;
  private Layout layout = new Layout(0, 0, -1, 0, 0, new FrameSize(1, 1));

  private RgbConverter(String name, Orientation orientation, FrameSize size, AVFrame target) {
    this.name = name;
    this.orientation = orientation;
    this.size = size;
    this.target = target;
  }

  static RgbConverter forVideo(String name, Orientation orientation, FrameSize size) {
    AVFrame target = av_frame_alloc();
    if (target == null) {
      throw new OutOfMemoryError("No native memory for a frame of " + name);
    }
    target.width(size.width());
    target.height(size.height());
    target.format(AV_PIX_FMT_RGB24);
    if (av_frame_get_buffer(target, 0) < 0) {
      av_frame_free(target);
      throw new OutOfMemoryError("No native memory for a frame of " + size + " of " + name);
    }
    return new RgbConverter(name, orientation, size, target);
  }

  /** A decoded frame as it is shown; valid until the next frame is decoded. */
  Picture picture(AVFrame frame) {
    return new Shown(frame);
  }

  private final class Shown implements Picture {

    private final AVFrame frame;

    Shown(AVFrame frame) {
      this.frame = frame;
    }

    @Override
    public FrameSize size() {
      return orientation.shown(size);
    }

    @Override
    public RgbFrame frame() throws VideoRejectedException {
      convert(frame, 0, 0, Layout.of(frame, size));
      try (RgbPixels whole = RgbPixels.in(target.data(0), target.linesize(0), size)) {
        return orientation.apply(new RgbFrame(size, whole.toBytes()));
      }
    }

    @Override
    public RgbPixels pixels(int left, int top, FrameSize part) throws VideoRejectedException {
      if (!orientation.equals(Orientation.UPRIGHT)) {
        return frame().pixels(left, top, part);
      }
      Layout whole = Layout.of(frame, size);
      if (!whole.convertsByParts()) {
        convert(frame, 0, 0, whole);
        return converted(left, top, part);
      }
      int x = left - left % COLUMNS_AT_ONCE;
      int y = top - top % ROWS_AT_ONCE;
      int right = Math.min(roundUp(left + part.width(), COLUMNS_AT_ONCE), size.width());
      int bottom = roundUp(top + part.height(), ROWS_AT_ONCE);
      convert(frame, x, y, whole.part(new FrameSize(right - x, bottom - y)));
      return converted(left - x, top - y, part);
    }
  }

  private static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }

  /** A rectangle of what was converted last. */
  private RgbPixels converted(int left, int top, FrameSize part) {
    long from = (long) top * target.linesize(0) + (long) left * RgbPixels.CHANNELS;
    BytePointer first = target.data(0).getPointer(BytePointer.class, from);
    return RgbPixels.in(first, target.linesize(0), part);
  }

  /** Converts the rectangle whose size the wanted layout has into the target's corner. */
  private void convert(AVFrame frame, int left, int top, Layout wanted)
      throws VideoRejectedException {
    if (!wanted.equals(layout)) {
      replaceScaler(wanted);
    }
    int rows =
        sws_scale(
            scaler,
            left == 0 && top == 0 ? frame.data() : planesFrom(frame, left, top),
            frame.linesize(),
            0,
            wanted.height,
            target.data(),
            target.linesize());
    if (rows != wanted.made.height()) {
      throw new VideoRejectedException(
          RejectReason.DECODE_ERRORS,
          name,
          "a frame does not convert to RGB: " + rows + " of " + wanted.made.height() + " rows");
    }
  }

  /** The planes of a 4:2:0 frame from a place on, whose numbers are even. */
  private PointerPointer<BytePointer> planesFrom(AVFrame frame, int left, int top) {
    planes.put(0, planeFrom(frame, 0, left, top));
    planes.put(1, planeFrom(frame, 1, left / 2, top / 2));
    planes.put(2, planeFrom(frame, 2, left / 2, top / 2));
    return planes;
  }

  private static BytePointer planeFrom(AVFrame frame, int plane, int left, int top) {
    long from = (long) top * frame.linesize(plane) + left;
    return frame.data(plane).getPointer(BytePointer.class, from);
  }

  private void replaceScaler(Layout found) throws VideoRejectedException {
    freeScaler();
    scaler =
        sws_getContext(
            found.width,
            found.height,
            found.pixelFormat,
            found.made.width(),
            found.made.height(),
            AV_PIX_FMT_RGB24,
            SWS_BICUBIC,
            null,
            null,
            (double[]) null);
    if (scaler == null) {
      throw new VideoRejectedException(
          RejectReason.UNREADABLE,
          name,
          "pixel format " + found.pixelFormat + " does not convert to RGB");
    }
    if (found.needsDetails()) {
      // Refused (and not needed) for sources that are RGB already.
      sws_setColorspaceDetails(
          scaler,
          sws_getCoefficients(found.colorSpace),
          found.fullRange,
          sws_getCoefficients(SWS_CS_DEFAULT),
          0,
          0,
          1 << 16,
          1 << 16);
    }
    layout = found;
  }

  private void freeScaler() {
    if (scaler != null) {
      sws_freeContext(scaler);
      scaler = null;
    }
  }

  @Override
  public void close() {
    freeScaler();
    planes.close();
    av_frame_free(target);
  }

  /**
   * What a scaler is made for.
   *
   * @param made the size that it makes
   */
  private record Layout(
      int width, int height, int pixelFormat, int colorSpace, int fullRange, FrameSize made) {

    static Layout of(AVFrame frame, FrameSize made) {
      return new Layout(
          frame.width(),
          frame.height(),
          frame.format(),
          frame.colorspace(),
          frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0,
          made);
    }

    boolean needsDetails() {
      return colorSpace != AVCOL_SPC_UNSPECIFIED || fullRange == 1;
    }

    /**
     * libswscale interpolates chroma where it changes the size or where a last row has a row of
     * chroma for itself.
     */
    boolean convertsByParts() {
      return (pixelFormat == AV_PIX_FMT_YUV420P || pixelFormat == AV_PIX_FMT_YUVJ420P)
          && made.width() == width
          && made.height() == height
          && height % ROWS_AT_ONCE == 0;
    }

    Layout part(FrameSize part) {
      return new Layout(part.width(), part.height(), pixelFormat, colorSpace, fullRange, part);
    }
  }
}

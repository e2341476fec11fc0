package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
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

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/**
 * Turns decoded frames into RGB by libswscale with its default flags, which is what {@code ffmpeg
 * -pix_fmt rgb24} and PyAV give. Colour matrix and range are those that the stream names, BT.601
 * and limited where it names none. Pictures of another size than the wanted one, since their pixels
 * are not square or since the stream changes its size in the middle, are scaled to it, so that all
 * frames of a video have one size.
 */
final class RgbConverter implements AutoCloseable {

  private final String name;
  private final Orientation orientation;
  private final FrameSize size;
  private final AVFrame target;
  private final ByteBuffer rows;
  private SwsContext scaler;
  private Layout layout = new Layout(0, 0, -1, 0, 0);

  private RgbConverter(String name, Orientation orientation, FrameSize size, AVFrame target) {
    this.name = name;
    this.orientation = orientation;
    this.size = size;
    this.target = target;
    this.rows = target.data(0).capacity((long) target.linesize(0) * size.height()).asByteBuffer();
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

  RgbFrame convert(AVFrame frame) throws VideoRejectedException {
    Layout found = Layout.of(frame);
    if (!found.equals(layout)) {
      replaceScaler(found);
    }
    int rows =
        sws_scale(
            scaler,
            frame.data(),
            frame.linesize(),
            0,
            frame.height(),
            target.data(),
            target.linesize());
    if (rows != size.height()) {
      throw new VideoRejectedException(
          RejectReason.DECODE_ERRORS,
          name,
          "a frame does not convert to RGB: " + rows + " of " + size.height() + " rows");
    }
    return orientation.apply(copyRows());
  }

  private RgbFrame copyRows() {
    byte[] rgb = new byte[size.rgbBytes()];
    int rowBytes = 3 * size.width();
    for (int y = 0; y < size.height(); y++) {
      rows.get(y * target.linesize(0), rgb, y * rowBytes, rowBytes);
    }
    return new RgbFrame(size, rgb);
  }

  private void replaceScaler(Layout found) throws VideoRejectedException {
    freeScaler();
    scaler =
        sws_getContext(
            found.width,
            found.height,
            found.pixelFormat,
            size.width(),
            size.height(),
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
    av_frame_free(target);
  }

  private record Layout(int width, int height, int pixelFormat, int colorSpace, int fullRange) {

    static Layout of(AVFrame frame) {
      return new Layout(
          frame.width(),
          frame.height(),
          frame.format(),
          frame.colorspace(),
          frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0);
    }

    boolean needsDetails() {
      return colorSpace != AVCOL_SPC_UNSPECIFIED || fullRange == 1;
    }
  }
}

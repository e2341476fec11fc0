package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/** A native 4:2:0 picture (BT.601, limited range) that RGB frames are converted into. */
final class YuvPicture implements AutoCloseable {

  private final FrameSize size;
  private final AVFrame rgb;
  private final AVFrame yuv;
  private final SwsContext scaler;
  private final ByteBuffer rows;

  private YuvPicture(FrameSize size, AVFrame rgb, AVFrame yuv, SwsContext scaler) {
    this.size = size;
    this.rgb = rgb;
    this.yuv = yuv;
    this.scaler = scaler;
    this.rows = rgb.data(0).capacity((long) rgb.linesize(0) * size.height()).asByteBuffer();
  }

  static YuvPicture allocate(FrameSize size) {
    AVFrame rgb = frame(size, AV_PIX_FMT_RGB24);
    AVFrame yuv = frame(size, AV_PIX_FMT_YUV420P);
    SwsContext scaler =
        sws_getContext(
            size.width(),
            size.height(),
            AV_PIX_FMT_RGB24,
            size.width(),
            size.height(),
            AV_PIX_FMT_YUV420P,
            SWS_BICUBIC | SWS_ACCURATE_RND,
            null,
            null,
            (double[]) null);
    if (scaler == null) {
      throw new OutOfMemoryError("No native memory for a picture of " + size);
    }
    return new YuvPicture(size, rgb, yuv, scaler);
  }

  private static AVFrame frame(FrameSize size, int pixelFormat) {
    AVFrame frame = av_frame_alloc();
    if (frame != null) {
      frame.width(size.width());
      frame.height(size.height());
      frame.format(pixelFormat);
    }
    if (frame == null || av_frame_get_buffer(frame, 0) < 0) {
      throw new OutOfMemoryError("No native memory for a picture of " + size);
    }
    return frame;
  }

  /** The converted frame, valid until the next one is. */
  AVFrame convert(RgbFrame frame) {
    int rowBytes = 3 * size.width();
    for (int y = 0; y < size.height(); y++) {
      rows.put(y * rgb.linesize(0), frame.rgb(), y * rowBytes, rowBytes);
    }
    // The encoder may still hold the picture before.
    if (av_frame_make_writable(yuv) < 0) {
      throw new OutOfMemoryError("No native memory for a picture of " + size);
    }
    sws_scale(scaler, rgb.data(), rgb.linesize(), 0, size.height(), yuv.data(), yuv.linesize());
    return yuv;
  }

  @Override
  public void close() {
    sws_freeContext(scaler);
    av_frame_free(rgb);
    av_frame_free(yuv);
  }
}

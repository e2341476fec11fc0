package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

import java.util.concurrent.atomic.AtomicLong;

/** FFmpeg's settings that hold for the whole process. */
final class FfmpegProcess {

  /** The largest pixel that libavutil has is one of four 16-bit channels in one plane. */
  private static final int MAX_BYTES_A_PIXEL = 8;

  /** What is allowed whatever the limit on pixels: padding, tables and indexes of sound files. */
  private static final long ALWAYS_ALLOWED_BYTES = 64L << 20;

  private static final AtomicLong LARGEST_BLOCK = new AtomicLong();

  private FfmpegProcess() {}

  /**
   * Keeps messages off the console and bounds what is allocated in one piece by what a picture of
   * the largest accepted size takes. Demuxers allocate their index by the counts of the header: an
   * mp4 file of 3 KB that declares 80 million samples would take 4 GB. Where decoders differ in
   * their limits, the highest one holds.
   *
   * @param maxPixels largest accepted picture in pixels
   */
  static void prepare(long maxPixels) {
    av_log_set_level(AV_LOG_QUIET);
    long picture = Math.min(maxPixels, Integer.MAX_VALUE) * MAX_BYTES_A_PIXEL;
    long bytes = Math.min(Integer.MAX_VALUE, ALWAYS_ALLOWED_BYTES + picture);
    av_max_alloc(LARGEST_BLOCK.accumulateAndGet(bytes, Math::max));
  }
}

package io.kinespark.preprocessing.sampling;

/**
 * How many frames a video has and how fast they follow each other.
 *
 * @param frames frames of the video, or of the segment that is sampled; at least 1
 * @param fps frames a second, 0 where that is not known
 * @param ticksPerFrame units of the stream's time base from one frame to the next; samplers that
 *     choose by time stamp round to it as the original decoders do
 */
public record VideoTiming(int frames, double fps, double ticksPerFrame) {

  private static final double MP4_LEAST_TIMESCALE = 10_000;
  private static final double NTSC = 1001.0 / 1000;
  private static final double NEARLY_WHOLE = 1e-3;

  /** Checks that there is a frame and that the rest is no negative number. */
  public VideoTiming {
    if (frames < 1) {
      throw new IllegalArgumentException("frames must be at least 1: " + frames);
    }
    if (!(fps >= 0) || !(ticksPerFrame > 0)) {
      throw new IllegalArgumentException(
          "Bad timing: %s frames a second, %s ticks a frame".formatted(fps, ticksPerFrame));
    }
  }

  /**
   * A video whose rate does not matter to the sampler.
   *
   * @param frames at least 1
   * @return the timing
   */
  public static VideoTiming untimed(int frames) {
    return new VideoTiming(frames, 0, 1);
  }

  /**
   * A video in the time base that FFmpeg gives an MP4 file of that rate: 1001 ticks a frame for
   * NTSC rates, otherwise a power of two that makes at least 10,000 ticks a second.
   *
   * @param frames at least 1
   * @param fps frames a second, 0 where that is not known
   * @return the timing
   */
  public static VideoTiming of(int frames, double fps) {
    if (!(fps > 0)) {
      return untimed(frames);
    }
    boolean ntsc = isWhole(fps * NTSC) && !isWhole(fps);
    double ticks = ntsc ? 1001 : 1;
    while (ticks * fps < MP4_LEAST_TIMESCALE) {
      ticks *= 2;
    }
    return new VideoTiming(frames, fps, ticks);
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < NEARLY_WHOLE;
  }
}

package io.kinespark.preprocessing.sampling;

import io.kinespark.preprocessing.video.FrameTimes;
import java.util.Objects;

/**
 * How many frames a video has and how fast they follow each other.
 *
 * @param frames frames of the video, or of the segment that is sampled; at least 1
 * @param fps frames a second, 0 where that is not known
 * @param ticksPerFrame units of the stream's time base from one frame to the next; samplers that
 *     choose by time stamp round to it as the original decoders do
 * @param times when the frames are shown, where they do not follow each other evenly
 */
public record VideoTiming(int frames, double fps, double ticksPerFrame, FrameTimes times) {

  private static final double MP4_LEAST_TIMESCALE = 10_000;
  private static final double NTSC = 1001.0 / 1000;
  private static final double NEARLY_WHOLE = 1e-3;

  /** Checks that there is a frame, that every frame has its time, and the numbers. */
  public VideoTiming {
    if (frames < 1) {
      throw new IllegalArgumentException("frames must be at least 1: " + frames);
    }
    if (!(fps >= 0) || !(ticksPerFrame > 0)) {
      throw new IllegalArgumentException(
          "Bad timing: %s frames a second, %s ticks a frame".formatted(fps, ticksPerFrame));
    }
    Objects.requireNonNull(times, "times");
    if (!times.isEven() && times.frames() != frames) {
      throw new IllegalArgumentException(times.frames() + " times of " + frames + " frames");
    }
  }

  /**
   * A video of constant rate.
   *
   * @param frames at least 1
   * @param fps frames a second, 0 where that is not known
   * @param ticksPerFrame units of the stream's time base from one frame to the next
   */
  public VideoTiming(int frames, double fps, double ticksPerFrame) {
    this(frames, fps, ticksPerFrame, FrameTimes.EVEN);
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

  /**
   * A video of any rate.
   *
   * @param frames at least 1
   * @param fps frames a second on the average, 0 where that is not known
   * @param times when they are shown
   * @return the timing; of a constant rate as {@link #of(int, double)} has it
   * @throws IllegalArgumentException if there are other times than frames
   */
  public static VideoTiming of(int frames, double fps, FrameTimes times) {
    return times.isEven()
        ? of(frames, fps)
        : new VideoTiming(frames, fps, Math.max(times.ticksPerFrame(), 1), times);
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < NEARLY_WHOLE;
  }
}

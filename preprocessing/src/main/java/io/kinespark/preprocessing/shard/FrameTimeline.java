package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.manifest.Segment;

/**
 * How often each frame of a video is stored, by the times at which frames are shown.
 *
 * <p>Without a rate, every frame that is shown at some moment of the segment is stored once: of a
 * video of constant rate {@code f} those are {@code floor(start * f)} to {@code floor(end * f)},
 * both included, as {@link Segment#frameRange} says.
 *
 * <p>With a rate {@code r}, time is cut into ticks of {@code 1/r}, and each tick from {@code
 * floor(start * r)} to {@code floor(end * r)} stores the last frame whose time, rounded to the
 * nearest tick, is not later: frames are repeated or left out, as by FFmpeg's {@code fps} filter.
 */
final class FrameTimeline {

  /** Times are computed from rounded fractions; below this they are equal. */
  private static final double SLACK_SECONDS = 1e-6;

  private final Segment segment;
  private final double rate;
  private long nextTick = Long.MIN_VALUE;

  /**
   * A timeline.
   *
   * @param segment the stretch that is stored
   * @param rate frames a second, 0 for frames as they are
   */
  FrameTimeline(Segment segment, double rate) {
    this.segment = segment;
    this.rate = rate;
  }

  /**
   * The number of copies of the next frame.
   *
   * @param seconds when it is shown
   * @param untilSeconds when the one after it is shown, or the video ends
   * @return at least 0
   */
  int copies(double seconds, double untilSeconds) {
    if (rate == 0) {
      boolean shown =
          seconds <= segment.endSeconds() + SLACK_SECONDS
              && (segment.startSeconds() == 0
                  || untilSeconds > segment.startSeconds() + SLACK_SECONDS);
      return shown ? 1 : 0;
    }
    if (nextTick == Long.MIN_VALUE) {
      nextTick = segment.startSeconds() == 0 ? tick(seconds) : floorTick(segment.startSeconds());
    }
    long end = tick(untilSeconds);
    if (segment.endSeconds() < Double.POSITIVE_INFINITY) {
      end = Math.min(end, floorTick(segment.endSeconds()) + 1);
    }
    int copies = (int) Math.max(0, end - nextTick);
    nextTick += copies;
    return copies;
  }

  /** Whether no frame that is shown at the given time or later is stored. */
  boolean isPast(double seconds) {
    if (segment.endSeconds() == Double.POSITIVE_INFINITY) {
      return false;
    }
    return rate == 0
        ? seconds > segment.endSeconds() + SLACK_SECONDS
        : tick(seconds) > floorTick(segment.endSeconds());
  }

  private long tick(double seconds) {
    return Math.round((seconds + SLACK_SECONDS) * rate);
  }

  private long floorTick(double seconds) {
    return (long) Math.floor((seconds + SLACK_SECONDS) * rate);
  }
}

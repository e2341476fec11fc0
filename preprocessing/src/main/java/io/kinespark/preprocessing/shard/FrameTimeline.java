package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.scan.SegmentFrames;

/**
 * How often each frame of a video is stored, by the times at which frames are shown.
 *
 * <p>Without a rate, every frame of the segment is stored once, as {@link SegmentFrames} finds
 * them.
 *
 * <p>With a rate {@code r}, time is cut into ticks of {@code 1/r}, and each tick stores the last
 * frame whose time, rounded to the nearest tick, is not later: frames are repeated or left out, as
 * by FFmpeg's {@code fps} filter. Of a segment in seconds those are the ticks from {@code
 * floor(start * r)} to {@code floor(end * r)}; a segment in frames is treated as a video of its
 * own.
 */
final class FrameTimeline {

  /** Times are computed from rounded fractions; below this they are equal. */
  private static final double SLACK_SECONDS = 1e-6;

  private final TimeSpan ticked;
  private final SegmentFrames frames;
  private final double rate;
  private long nextTick = Long.MIN_VALUE;

  /**
   * A timeline.
   *
   * @param segment the stretch that is stored
   * @param rate frames a second, 0 for frames as they are
   */
  FrameTimeline(Segment segment, double rate) {
    boolean byTicks = rate > 0 && segment instanceof TimeSpan;
    this.ticked = byTicks ? (TimeSpan) segment : new TimeSpan(0, Double.POSITIVE_INFINITY);
    this.frames = new SegmentFrames(byTicks ? Segment.WHOLE : segment);
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
    if (!frames.next(seconds, untilSeconds)) {
      return 0;
    }
    if (rate == 0) {
      return 1;
    }
    if (nextTick == Long.MIN_VALUE) {
      nextTick = ticked.startSeconds() == 0 ? tick(seconds) : floorTick(ticked.startSeconds());
    }
    long end = tick(untilSeconds);
    if (ticked.endSeconds() < Double.POSITIVE_INFINITY) {
      end = Math.min(end, floorTick(ticked.endSeconds()) + 1);
    }
    int copies = (int) Math.max(0, end - nextTick);
    nextTick += copies;
    return copies;
  }

  /** Whether no frame that is shown at the given time or later is stored. */
  boolean isPast(double seconds) {
    return frames.isOver(seconds)
        || (ticked.endSeconds() < Double.POSITIVE_INFINITY
            && tick(seconds) > floorTick(ticked.endSeconds()));
  }

  /** The frames that were stored, each once, where no rate is asked for. */
  FrameRange range() {
    return frames.range();
  }

  private long tick(double seconds) {
    return Math.round((seconds + SLACK_SECONDS) * rate);
  }

  private long floorTick(double seconds) {
    return (long) Math.floor((seconds + SLACK_SECONDS) * rate);
  }
}

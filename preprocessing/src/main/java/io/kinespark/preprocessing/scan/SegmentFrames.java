package io.kinespark.preprocessing.scan;

import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.Segment;
import java.util.Objects;

/**
 * Finds the frames of a segment while the frames of its video come by, one after the other. They
 * are consecutive even where time stamps fall back.
 */
public final class SegmentFrames {

  private final Segment segment;
  private int seen;
  private int first;
  private int count;
  private boolean over;

  /**
   * Begins before the first frame of a video.
   *
   * @param segment the stretch
   */
  public SegmentFrames(Segment segment) {
    this.segment = Objects.requireNonNull(segment, "segment");
  }

  /**
   * Takes the next frame.
   *
   * @param seconds when it is shown
   * @param untilSeconds when the one after it is shown, or the video ends
   * @return true if it belongs to the segment
   */
  public boolean next(double seconds, double untilSeconds) {
    over = isOver(seconds);
    boolean taken = !over && (count > 0 || segment.hasBegun(seen, untilSeconds));
    if (taken) {
      first = count == 0 ? seen : first;
      count++;
    }
    seen++;
    return taken;
  }

  /**
   * Tells whether neither the next frame nor a later one belongs to the segment.
   *
   * @param seconds when the next frame is shown
   * @return true if none does
   */
  public boolean isOver(double seconds) {
    return over || segment.isOver(seen, seconds);
  }

  /**
   * The frames of the segment among those that were taken.
   *
   * @return consecutive frames, none if the segment has not begun
   */
  public FrameRange range() {
    return new FrameRange(first, count);
  }
}

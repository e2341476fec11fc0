package io.kinespark.preprocessing.video;

import java.io.Serializable;
import java.util.Arrays;

/**
 * When the frames of a sample are shown, where they do not follow each other evenly. Times are in
 * ticks, the units of the stream's time base, as decoders compare them.
 */
public final class FrameTimes implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Frames that follow each other at a constant rate, whose times need not be kept. */
  public static final FrameTimes EVEN = new FrameTimes(new long[0], 0, 0);

  private final long[] ticks;
  private final double ticksPerFrame;
  private final double ticksPerSecond;

  private FrameTimes(long[] ticks, double ticksPerFrame, double ticksPerSecond) {
    this.ticks = ticks;
    this.ticksPerFrame = ticksPerFrame;
    this.ticksPerSecond = ticksPerSecond;
  }

  /**
   * Frames at uneven times.
   *
   * @param ticks when each is shown, in the order of decoding; not always rising
   * @param ticksPerFrame length of the sample over its frames, in ticks; 0 where the stream does
   *     not declare its length, so that decoders count frames instead
   * @param ticksPerSecond ticks of a second
   * @return the times
   * @throws IllegalArgumentException if there is no frame or a number is out of its range
   */
  public static FrameTimes uneven(long[] ticks, double ticksPerFrame, double ticksPerSecond) {
    boolean sound =
        ticks.length > 0
            && ticksPerFrame >= 0
            && ticksPerSecond > 0
            && Double.isFinite(ticksPerFrame)
            && Double.isFinite(ticksPerSecond);
    if (!sound) {
      throw new IllegalArgumentException(
          "%d frames, %s ticks a frame and %s a second are no times"
              .formatted(ticks.length, ticksPerFrame, ticksPerSecond));
    }
    return new FrameTimes(ticks.clone(), ticksPerFrame, ticksPerSecond);
  }

  /**
   * Tells whether frames follow each other at a constant rate.
   *
   * @return true for {@link #EVEN}
   */
  public boolean isEven() {
    return ticks.length == 0;
  }

  /**
   * Number of frames whose times are kept.
   *
   * @return 0 for {@link #EVEN}
   */
  public int frames() {
    return ticks.length;
  }

  /**
   * When a frame is shown.
   *
   * @param frame 0-based index
   * @return ticks from the beginning of the file or of the segment
   */
  public long tick(int frame) {
    return ticks[frame];
  }

  /**
   * When all frames are shown.
   *
   * @return a copy
   */
  public long[] ticks() {
    return ticks.clone();
  }

  /**
   * Length of the sample over its frames.
   *
   * @return ticks, 0 where the stream does not declare its length
   */
  public double ticksPerFrame() {
    return ticksPerFrame;
  }

  /**
   * Ticks of a second.
   *
   * @return above 0, except for {@link #EVEN}
   */
  public double ticksPerSecond() {
    return ticksPerSecond;
  }

  private Object readResolve() {
    return isEven() ? EVEN : this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameTimes times
        && Arrays.equals(ticks, times.ticks)
        && ticksPerFrame == times.ticksPerFrame
        && ticksPerSecond == times.ticksPerSecond;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ticks);
  }

  @Override
  public String toString() {
    return isEven() ? "even" : ticks.length + " times";
  }
}

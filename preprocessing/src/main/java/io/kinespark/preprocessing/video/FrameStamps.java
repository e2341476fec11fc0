package io.kinespark.preprocessing.video;

import java.io.Serializable;
import java.util.Arrays;

/** The time stamps of the frames that a pass over a video decoded, in ticks of its time base. */
public final class FrameStamps implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Share by which a declared length or rate may miss what the time stamps show. */
  static final double TOLERANCE = 0.1;

  /** Ticks by which rounding moves a time stamp of a constant rate at most. */
  private static final double ROUNDING = 1 + 1e-6;

  /** Of coarse ticks, such as AVI's whole frames, even one is no rounding. */
  private static final double ROUNDING_SHARE = 0.25;

  private final long[] ticks;
  private final long end;
  private final double ticksPerSecond;
  private final double declared;

  private FrameStamps(long[] ticks, long end, double ticksPerSecond, double declared) {
    this.ticks = ticks;
    this.end = end;
    this.ticksPerSecond = ticksPerSecond;
    this.declared = declared;
  }

  /**
   * When the frames of a stretch of the video are shown.
   *
   * @param first 0-based index of its first frame
   * @param count its frames, among those that were decoded
   * @return {@link FrameTimes#EVEN} where they follow each other at a constant rate
   */
  public FrameTimes times(int first, int count) {
    if (isEven(first, count)) {
      return FrameTimes.EVEN;
    }
    long[] stretch = Arrays.copyOfRange(ticks, first, first + count);
    if (isWhole(first, count)) {
      double perFrame = declared > 0 ? length() / count : 0;
      return FrameTimes.uneven(stretch, perFrame, ticksPerSecond);
    }
    long begin = stretch[0];
    Arrays.setAll(stretch, i -> stretch[i] - begin);
    return FrameTimes.uneven(stretch, ticksPerFrame(first, count), ticksPerSecond);
  }

  /**
   * The rate of a stretch of the video.
   *
   * @param first 0-based index of its first frame
   * @param count its frames, among those that were decoded
   * @param fps the rate of the video
   * @return {@code fps} for the whole video and where the stretch has that rate, otherwise the
   *     stretch's own; frames a second
   */
  public double fps(int first, int count, double fps) {
    if (isWhole(first, count) || count < 2 || ticks[first + count - 1] <= ticks[first]) {
      return fps;
    }
    if (!isEven(first, count)) {
      return ticksPerSecond / ticksPerFrame(first, count);
    }
    double step = spacing(first, count);
    return isSpaced(first, count, ticksPerSecond / fps) ? fps : ticksPerSecond / step;
  }

  /** The mean rate of all frames, each counted with the time it is shown. */
  double meanFps() {
    return ticks.length * ticksPerSecond / Math.max(1, end - ticks[0]);
  }

  boolean isEven() {
    return isEven(0, ticks.length);
  }

  private boolean isEven(int first, int count) {
    return count < 3 || isSpaced(first, count, spacing(first, count));
  }

  private double spacing(int first, int count) {
    return (double) (ticks[first + count - 1] - ticks[first]) / (count - 1);
  }

  private boolean isSpaced(int first, int count, double step) {
    double allowed = Math.min(ROUNDING, ROUNDING_SHARE * step);
    for (int i = 0; i < count; i++) {
      if (!(Math.abs(ticks[first + i] - ticks[first] - i * step) <= allowed)) {
        return false;
      }
    }
    return true;
  }

  private boolean isWhole(int first, int count) {
    return first == 0 && count == ticks.length;
  }

  /** The declared length of the video where its frames bear it out, else what they show. */
  private double length() {
    double shown = Math.max(1, end - ticks[0]);
    return Math.abs(declared - shown) <= TOLERANCE * shown ? declared : shown;
  }

  /** A stretch lasts until the frame behind it is shown. */
  private double ticksPerFrame(int first, int count) {
    int behind = first + count;
    long until = behind < ticks.length ? ticks[behind] : end;
    return (double) Math.max(1, until - ticks[first]) / count;
  }

  /** Stamps in the making. */
  static final class Builder {

    private static final int FIRST_CAPACITY = 256;

    private final double secondsPerTick;
    private final double declared;
    private long[] ticks = new long[FIRST_CAPACITY];
    private int count;
    private long end;

    /**
     * Begins before the first frame.
     *
     * @param secondsPerTick seconds of a tick
     * @param declared length of the stream by its header in ticks, 0 if it declares none
     */
    Builder(double secondsPerTick, double declared) {
      this.secondsPerTick = secondsPerTick;
      this.declared = declared;
    }

    void add(double seconds, double endSeconds) {
      if (count == ticks.length) {
        ticks = Arrays.copyOf(ticks, 2 * count);
      }
      ticks[count++] = Math.round(seconds / secondsPerTick);
      end = Math.round(endSeconds / secondsPerTick);
    }

    FrameStamps build() {
      return new FrameStamps(Arrays.copyOf(ticks, count), end, 1 / secondsPerTick, declared);
    }
  }
}

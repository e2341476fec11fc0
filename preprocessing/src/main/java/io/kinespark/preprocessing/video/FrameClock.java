package io.kinespark.preprocessing.video;

/**
 * When the frames of a video are shown, in seconds from the beginning of the file.
 *
 * <p>Frames without a time stamp follow the one before. In containers whose clock may be set anew
 * in the middle (transport streams that were joined, or recorded over an interruption) a jump is
 * taken out, so that time runs on as it is played. What counts as a jump there is what {@code
 * ffmpeg} takes for one: more than 10 s ahead, or more than a tenth of a second back.
 */
final class FrameClock {

  private static final double AHEAD_SECONDS = 10;
  private static final double BACK_SECONDS = 0.1;

  private final boolean mayJump;
  private boolean started;
  private double offset;
  private double first;
  private double last;
  private double seconds;
  private double endSeconds;

  /**
   * A clock before the first frame.
   *
   * @param mayJump whether the container's time stamps may begin anew
   */
  FrameClock(boolean mayJump) {
    this.mayJump = mayJump;
  }

  /**
   * Goes on to the next frame in presentation order.
   *
   * @param stamp its time stamp in seconds, NaN if it has none
   * @param length how long it is shown by the container's word, 0 if that is not known
   */
  void advance(double stamp, double length) {
    if (Double.isNaN(stamp)) {
      seconds = endSeconds;
    } else {
      if (mayJump && started && isJump(stamp + offset)) {
        offset = endSeconds - stamp;
      }
      seconds = stamp + offset;
    }
    endSeconds = seconds + length;
    first = started ? Math.min(first, seconds) : seconds;
    last = started ? Math.max(last, seconds) : seconds;
    started = true;
  }

  private boolean isJump(double next) {
    return next > endSeconds + AHEAD_SECONDS || next < seconds - BACK_SECONDS;
  }

  /** When the current frame is shown. */
  double seconds() {
    return seconds;
  }

  /** When the current frame's time is over. */
  double endSeconds() {
    return endSeconds;
  }

  /** When the first frame is shown. */
  double firstSeconds() {
    return first;
  }

  /** From the first frame to the last one. */
  double span() {
    return last - first;
  }
}

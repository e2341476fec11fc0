package io.kinespark.preprocessing.manifest;

/**
 * A segment from one time to another, as annotation files give it. It holds the frames that are
 * shown at some moment of it: of a video of constant rate {@code f} those are {@code floor(start *
 * f)} to {@code floor(end * f)}, both included, as mmaction2 counts ActivityNet's.
 *
 * @param startSeconds where it begins
 * @param endSeconds where it ends, infinity for the end of the video
 */
public record TimeSpan(double startSeconds, double endSeconds) implements Segment {

  /** Times are computed from rounded fractions; below this they are equal. */
  private static final double SLACK_SECONDS = 1e-6;

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if the segment is empty or begins before the video
   */
  public TimeSpan {
    if (!(startSeconds >= 0 && endSeconds > startSeconds)) {
      throw new IllegalArgumentException(
          "A segment from %s s to %s s is empty".formatted(startSeconds, endSeconds));
    }
  }

  @Override
  public boolean hasBegun(int index, double untilSeconds) {
    return startSeconds == 0 || untilSeconds > startSeconds + SLACK_SECONDS;
  }

  @Override
  public boolean isOver(int index, double seconds) {
    return seconds > endSeconds + SLACK_SECONDS;
  }

  @Override
  public boolean isWhole() {
    return false;
  }

  @Override
  public String toString() {
    return startSeconds + "-" + endSeconds;
  }
}

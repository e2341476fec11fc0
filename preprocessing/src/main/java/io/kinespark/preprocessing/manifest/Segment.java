package io.kinespark.preprocessing.manifest;

import java.io.Serializable;

/**
 * A stretch of a video.
 *
 * @param startSeconds where it begins
 * @param endSeconds where it ends, infinity for the end of the video
 */
public record Segment(double startSeconds, double endSeconds) implements Serializable {

  /** The whole video. */
  public static final Segment WHOLE = new Segment(0, Double.POSITIVE_INFINITY);

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if the segment is empty or begins before the video
   */
  public Segment {
    if (!(startSeconds >= 0 && endSeconds > startSeconds)) {
      throw new IllegalArgumentException(
          "A segment from %s s to %s s is empty".formatted(startSeconds, endSeconds));
    }
  }

  /**
   * Tells whether this is the whole video.
   *
   * @return true for {@link #WHOLE}
   */
  public boolean isWhole() {
    return equals(WHOLE);
  }

  /**
   * The frames of the segment: from {@code floor(start * fps)} to {@code floor(end * fps)}, both
   * included, as mmaction2 counts ActivityNet's, cut off at the end of the video.
   *
   * @param frames frames of the video
   * @param fps frames a second
   * @return the frames; empty if the segment begins past the end
   */
  public FrameRange frameRange(int frames, double fps) {
    if (isWhole()) {
      return new FrameRange(0, frames);
    }
    int first = (int) Math.min(Math.floor(startSeconds * fps), frames);
    int last = (int) Math.min(Math.floor(endSeconds * fps), frames - 1);
    return new FrameRange(first, Math.max(0, last - first + 1));
  }
}

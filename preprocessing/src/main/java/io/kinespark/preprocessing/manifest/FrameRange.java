package io.kinespark.preprocessing.manifest;

/**
 * Consecutive frames of a video.
 *
 * @param first 0-based index of the first
 * @param count how many; 0 only for what turns out to be no segment at all
 */
public record FrameRange(int first, int count) implements Segment {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public FrameRange {
    if (first < 0 || count < 0) {
      throw new IllegalArgumentException(
          "%d frames from number %d on are no segment".formatted(count, first));
    }
  }

  /**
   * Tells whether a frame is among them.
   *
   * @param frame 0-based index
   * @return true if it is
   */
  public boolean contains(int frame) {
    return frame >= first && frame - first < count;
  }

  @Override
  public boolean hasBegun(int index, double untilSeconds) {
    return index >= first;
  }

  @Override
  public boolean isOver(int index, double seconds) {
    return index - first >= count;
  }

  @Override
  public boolean isWhole() {
    return false;
  }

  @Override
  public String toString() {
    return first + "+" + count;
  }
}

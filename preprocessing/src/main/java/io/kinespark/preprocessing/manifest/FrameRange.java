package io.kinespark.preprocessing.manifest;

/**
 * Consecutive frames.
 *
 * @param first 0-based index of the first
 * @param count how many
 */
public record FrameRange(int first, int count) {

  /**
   * Tells whether a frame is among them.
   *
   * @param frame 0-based index
   * @return true if it is
   */
  public boolean contains(int frame) {
    return frame >= first && frame < first + count;
  }
}

package io.kinespark.preprocessing.manifest;

import java.io.Serializable;
import java.util.Arrays;

/** Position, length and CRC-32C of every frame of a packed video in its shard. */
public final class FrameIndex implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long[] offsets;
  private final int[] lengths;
  private final int[] checksums;

  /**
   * Makes an index of as many frames as each array has elements.
   *
   * @param offsets positions of the frames' first bytes
   * @param lengths bytes of the frames
   * @param checksums CRC-32C of the frames
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or a frame's
   *     place is none in a file
   */
  public FrameIndex(long[] offsets, int[] lengths, int[] checksums) {
    if (offsets.length == 0
        || offsets.length != lengths.length
        || offsets.length != checksums.length) {
      throw new IllegalArgumentException(
          "%d offsets, %d lengths and %d checksums are no index"
              .formatted(offsets.length, lengths.length, checksums.length));
    }
    for (int frame = 0; frame < offsets.length; frame++) {
      requirePlace(offsets[frame], lengths[frame], "frame " + frame);
    }
    this.offsets = offsets.clone();
    this.lengths = lengths.clone();
    this.checksums = checksums.clone();
  }

  /** Checks that bytes may lie there in a file. */
  static void requirePlace(long offset, int length, String what) {
    if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException(
          "%s cannot have %d bytes at position %d".formatted(what, length, offset));
    }
  }

  /**
   * Number of frames.
   *
   * @return at least 1
   */
  public int frames() {
    return offsets.length;
  }

  /**
   * Position of a frame.
   *
   * @param frame 0-based index
   * @return position of its first byte in the shard
   */
  public long offset(int frame) {
    return offsets[frame];
  }

  /**
   * Length of a frame.
   *
   * @param frame 0-based index
   * @return bytes
   */
  public int length(int frame) {
    return lengths[frame];
  }

  /**
   * Checksum of a frame.
   *
   * @param frame 0-based index
   * @return CRC-32C
   */
  public int checksum(int frame) {
    return checksums[frame];
  }

  /**
   * End of the frames.
   *
   * @return position behind the last byte of the last frame in the shard
   */
  public long end() {
    int last = frames() - 1;
    return offsets[last] + lengths[last];
  }

  /**
   * All positions.
   *
   * @return a copy
   */
  public long[] offsets() {
    return offsets.clone();
  }

  /**
   * All lengths.
   *
   * @return a copy
   */
  public int[] lengths() {
    return lengths.clone();
  }

  /**
   * All checksums.
   *
   * @return a copy
   */
  public int[] checksums() {
    return checksums.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameIndex index
        && Arrays.equals(offsets, index.offsets)
        && Arrays.equals(lengths, index.lengths)
        && Arrays.equals(checksums, index.checksums);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(offsets) + Arrays.hashCode(checksums);
  }

  @Override
  public String toString() {
    return "FrameIndex[" + offsets.length + " frames from " + offsets[0] + "]";
  }
}

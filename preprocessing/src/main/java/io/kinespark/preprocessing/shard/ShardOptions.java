package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.video.FrameSize;
import java.io.Serializable;

/**
 * How videos are packed.
 *
 * @param maxBytes size after which a shard is full; a shard is larger only where one video is
 * @param format what is stored of each video
 * @param shortSide short side of stored frames in pixels; smaller frames are not enlarged; 0 keeps
 *     every frame's size
 * @param jpegQuality 1 (smallest) to 100 (best)
 */
public record ShardOptions(long maxBytes, Format format, int shortSide, int jpegQuality)
    implements Serializable {

  /** What is stored of each video. */
  public enum Format {
    /** Every frame as a JPEG file: reading 8 frames decodes 8 frames. */
    JPEG,
    /** The video file as it is: smallest, and nothing is lost. */
    ORIGINAL
  }

  /** Checks the ranges. */
  public ShardOptions {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1: " + maxBytes);
    }
    if (shortSide < 0) {
      throw new IllegalArgumentException("shortSide must be at least 0: " + shortSide);
    }
    if (jpegQuality < 1 || jpegQuality > 100) {
      throw new IllegalArgumentException("jpegQuality is 1 to 100, not " + jpegQuality);
    }
  }

  /**
   * JPEG frames of quality 95 with a short side of 256 pixels in shards of 256 MiB.
   *
   * @return the defaults
   */
  public static ShardOptions defaults() {
    return new ShardOptions(256L << 20, Format.JPEG, 256, 95);
  }

  /**
   * Size that frames are stored at.
   *
   * @param size size of the frames
   * @return the same, unless the short side is longer than {@link #shortSide}
   */
  FrameSize storedSize(FrameSize size) {
    return format == Format.ORIGINAL || shortSide == 0 || shortSide >= size.shortSide()
        ? size
        : new FrameResize.ShortSide(shortSide).resized(size);
  }
}

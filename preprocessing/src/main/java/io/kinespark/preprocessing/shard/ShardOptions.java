package io.kinespark.preprocessing.shard;

import java.io.Serializable;
import java.util.Objects;

/**
 * How videos are packed.
 *
 * @param maxBytes size after which a shard is full; a shard is larger only where one video is
 * @param storage what is stored of each video
 */
public record ShardOptions(long maxBytes, Storage storage) implements Serializable {

  private static final int QUALITY = 95;

  /** Checks the size. */
  public ShardOptions {
    Objects.requireNonNull(storage, "storage");
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1: " + maxBytes);
    }
  }

  /**
   * JPEG frames of quality 95 with a short side of 256 pixels in shards of 256 MiB.
   *
   * @return the defaults
   */
  public static ShardOptions defaults() {
    return new ShardOptions(256L << 20, new Storage.Jpeg(new Reduction(256, 0), QUALITY));
  }

  /** How pictures that are files of their own are stored: as JPEG files, whatever videos become. */
  Storage.Jpeg ofImages() {
    if (storage instanceof Storage.Jpeg jpeg) {
      return jpeg;
    }
    Reduction reduction =
        storage instanceof Storage.Encoded encoded ? encoded.reduction() : new Reduction(0, 0);
    return new Storage.Jpeg(reduction, QUALITY);
  }
}

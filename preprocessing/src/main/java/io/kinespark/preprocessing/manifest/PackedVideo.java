package io.kinespark.preprocessing.manifest;

/**
 * A whole video file within a tar shard.
 *
 * @param uri path of the shard
 * @param key the video's key in the shard
 * @param extension extension of the video file, such as {@code mp4}
 * @param offset position of the file's first byte in the shard
 * @param length bytes of the file
 * @param checksum CRC-32C of the file
 */
public record PackedVideo(
    String uri, String key, String extension, long offset, int length, int checksum)
    implements VideoLocation {

  /**
   * Checks the place.
   *
   * @throws IllegalArgumentException if it is none in a file
   */
  public PackedVideo {
    FrameIndex.requirePlace(offset, length, "The file of " + key);
  }

  @Override
  public PackedVideo withUri(String other) {
    return new PackedVideo(other, key, extension, offset, length, checksum);
  }
}

package io.kinespark.preprocessing.manifest;

/**
 * A video file of its own.
 *
 * @param uri its path on any Hadoop file system, as Hadoop's {@code Path} takes it: with a scheme
 *     or without, and not percent-encoded
 */
public record VideoFile(String uri) implements VideoLocation {

  @Override
  public VideoFile withUri(String other) {
    return new VideoFile(other);
  }
}

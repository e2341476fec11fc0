package io.kinespark.preprocessing.manifest;

/**
 * The frames of a video as JPEG files within a tar shard.
 *
 * @param uri path of the shard
 * @param key the video's key in the shard
 * @param index where each frame lies
 */
public record PackedFrames(String uri, String key, FrameIndex index) implements VideoLocation {

  @Override
  public PackedFrames withUri(String other) {
    return new PackedFrames(other, key, index);
  }
}

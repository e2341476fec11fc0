package io.kinespark.preprocessing.manifest;

import java.io.Serializable;

/** Where the pictures of a video lie. */
public sealed interface VideoLocation extends Serializable
    permits VideoFile, PackedVideo, PackedFrames {

  /**
   * The file to open.
   *
   * @return path of a video file or of a shard on any Hadoop file system, as Hadoop's {@code Path}
   *     takes it
   */
  String uri();
}

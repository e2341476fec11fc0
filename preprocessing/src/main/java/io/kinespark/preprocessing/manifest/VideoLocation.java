package io.kinespark.preprocessing.manifest;

import java.io.Serializable;

/** Where the pictures of a video lie. */
public sealed interface VideoLocation extends Serializable
    permits VideoFile, PackedVideo, PackedFrames {

  /**
   * The file to open.
   *
   * @return URI of a video file or of a shard, on any Hadoop file system
   */
  String uri();
}

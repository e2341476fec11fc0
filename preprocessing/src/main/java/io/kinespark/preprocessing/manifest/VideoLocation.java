package io.kinespark.preprocessing.manifest;

import java.io.Serializable;

/** Where the pictures of a video lie. */
public sealed interface VideoLocation extends Serializable
    permits VideoFile, PackedVideo, IndexedVideo, PackedFrames {

  /**
   * The file to open.
   *
   * @return path of a video file or of a shard on any Hadoop file system, as Hadoop's {@code Path}
   *     takes it
   */
  String uri();

  /**
   * The same pictures in a file of another name.
   *
   * @param uri path of the file that is to be opened
   * @return a copy
   */
  VideoLocation withUri(String uri);
}

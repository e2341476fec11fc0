package io.kinespark.preprocessing.manifest;

import java.io.Serializable;

/** Where the pictures of a video lie. */
public sealed interface VideoLocation extends Serializable
    permits VideoFile, FrameFolder, PackedVideo, IndexedVideo, PackedFrames {

  /**
   * The file or folder to open.
   *
   * @return path of a video file, of a folder of frames or of a shard on any Hadoop file system, as
   *     Hadoop's {@code Path} takes it
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

package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.util.List;

/** The frames of one sample. A source holds nothing open between calls. */
public interface FrameSource {

  /**
   * Number of frames that can be read.
   *
   * @return at least 1
   */
  int frameCount();

  /**
   * Reads frames.
   *
   * @param indices 0-based, in any order, at least one; equal indices share one frame object
   * @return one frame for each index, all of one size
   * @throws VideoRejectedException if the video turns out not to be usable
   * @throws IOException if the file system fails
   */
  List<RgbFrame> read(int[] indices) throws IOException;
}

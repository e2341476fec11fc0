package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.video.PictureVisitor;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The frames of one sample. A source holds nothing open between calls. */
public interface FrameSource {

  /**
   * Number of frames that can be read.
   *
   * @return at least 1
   */
  int frameCount();

  /**
   * Shows frames, each as soon as it is decoded.
   *
   * @param indices 0-based, in any order, at least one; an index that occurs several times is shown
   *     once
   * @param visitor sees each picture with its index, in any order; all are of one size
   * @throws VideoRejectedException if the video turns out not to be usable; the visitor may have
   *     seen pictures already
   * @throws IOException if the file system or the visitor fails
   */
  void visit(int[] indices, PictureVisitor visitor) throws IOException;

  /**
   * Reads frames.
   *
   * @param indices 0-based, in any order, at least one; equal indices share one frame object
   * @return one frame for each index, all of one size
   * @throws VideoRejectedException if the video turns out not to be usable
   * @throws IOException if the file system fails
   */
  default List<RgbFrame> read(int[] indices) throws IOException {
    Map<Integer, RgbFrame> frames = new HashMap<>();
    visit(indices, (index, picture) -> frames.put(index, picture.frame()));
    return IntStream.of(indices).mapToObj(frames::get).toList();
  }
}

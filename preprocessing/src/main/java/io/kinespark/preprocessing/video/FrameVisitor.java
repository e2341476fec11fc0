package io.kinespark.preprocessing.video;

import java.io.IOException;

/** Sees the frames of a video one after the other. */
@FunctionalInterface
public interface FrameVisitor {

  /**
   * Takes one frame.
   *
   * @param frame the frame, valid during this call
   * @return false to stop decoding: no later frame is wanted
   * @throws IOException to give up; it reaches the caller unchanged
   */
  boolean visit(DecodedFrame frame) throws IOException;
}

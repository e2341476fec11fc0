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

  /**
   * Hears that the video has no more frames; the picture that was kept last is still valid. It is
   * not called where the visitor stopped, or the video cannot be used.
   *
   * @throws IOException to give up; it reaches the caller unchanged
   */
  default void end() throws IOException {}
}

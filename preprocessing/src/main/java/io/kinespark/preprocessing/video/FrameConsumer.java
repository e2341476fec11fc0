package io.kinespark.preprocessing.video;

import java.io.IOException;

/** Receives the frames of a video one after the other. */
@FunctionalInterface
public interface FrameConsumer {

  /**
   * Takes one frame.
   *
   * @param index 0-based index in presentation order
   * @param frame the picture, which the consumer may keep
   * @throws IOException to stop decoding; it reaches the caller unchanged
   */
  void accept(int index, RgbFrame frame) throws IOException;
}

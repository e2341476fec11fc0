package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.RgbFrame;

/** Makes the crops of one frame after the other, all by one plan. */
interface FrameCanvas extends AutoCloseable {

  /** Takes the frame that is worked on from now on. */
  void load(RgbFrame frame);

  /** Writes one crop of the frame, {@code [H, W, 3]} bytes from {@code at}. */
  void render(CropView view, byte[] out, int at);

  @Override
  void close();
}

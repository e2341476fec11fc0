package io.kinespark.spark.data;

import java.io.IOException;
import java.util.List;

/** Reads the training clip of one sample. Called from several threads at a time. */
@FunctionalInterface
interface ClipReader {

  /**
   * Reads and augments a sample's clip.
   *
   * @param sample index of the sample in the training set
   * @param epoch 0-based epoch, which the random draws depend on
   * @param into receives the clip, {@code [T, H, W, 3]} uint8
   * @param offset where in {@code into} it goes
   * @return the labels to train on, one at least, after any change that a flip asks for
   * @throws io.kinespark.preprocessing.video.VideoRejectedException when the video cannot be read
   * @throws IOException when its storage is gone
   */
  List<Integer> read(int sample, int epoch, byte[] into, int offset) throws IOException;
}

package io.kinespark.spark.data;

import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;

/** Reads the training clip of one sample. Called from several threads at a time. */
public interface ClipLoader extends AutoCloseable {

  /** Frames of a clip, M. */
  int framesPerClip();

  /** Height of a clip in pixels. */
  int height();

  /** Width of a clip in pixels. */
  int width();

  /** Bytes of one clip, {@code [M, H, W, 3]} uint8. */
  default int bytesPerClip() {
    return framesPerClip() * height() * width() * 3;
  }

  /**
   * Reads and augments a sample's clip.
   *
   * @param sample index of the sample in the training set
   * @param epoch 0-based epoch, which the random draws depend on
   * @param into receives {@link #bytesPerClip} bytes, {@code [M, H, W, 3]} RGB
   * @param offset where in {@code into} they go
   * @return the label, after any change that a flip asks for
   * @throws VideoRejectedException when the video does not hold what its manifest says
   * @throws IOException when storage fails
   */
  int load(int sample, int epoch, byte[] into, int offset)
      throws IOException, VideoRejectedException;

  @Override
  void close();
}

package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;

/** A whole network: normalised frames in, logits out. */
public abstract class ClipClassifier extends NetworkModule {
  /**
   * The logits.
   *
   * @param frames {@code [N*M, 3, H, W]}, normalised; M frames of each sample in consecutive rows
   * @param framesPerSample M, a multiple of the frames per clip
   * @return {@code [N*views, classes]}, the views of a sample in consecutive rows
   */
  public abstract Tensor forward(Tensor frames, long framesPerSample, ForwardPass pass);
}

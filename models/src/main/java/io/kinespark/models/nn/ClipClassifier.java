package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;

/** A whole network: normalised frames in, scores of classes out. */
public abstract class ClipClassifier extends NetworkModule {
  /**
   * Logits in training mode; in evaluation mode what {@link
   * io.kinespark.models.ModelConfig#evaluationOutput()} says of the network.
   *
   * @param frames {@code [N*M, 3, H, W]}, normalised; M frames of each sample in consecutive rows
   * @param framesPerSample M, a multiple of the frames per clip
   * @return {@code [N*views, classes]}, the views of a sample in consecutive rows
   */
  public abstract Tensor forward(Tensor frames, long framesPerSample, ForwardPass pass);
}

package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The mean cross-entropy of a network's logits with the labels, each smoothed by {@code eps}: a
 * share eps of a label's weight is spread evenly over all classes.
 */
public final class CrossEntropy implements TrainingObjective {
  private static final int MEAN_REDUCTION = 1;
  private static final int IGNORED_LABEL = -100;

  private final ClipClassifier network;
  private final double labelSmoothing;

  /**
   * An objective of that network.
   *
   * @param labelSmoothing eps, in [0, 1)
   */
  public CrossEntropy(ClipClassifier network, double labelSmoothing) {
    this.network = network;
    this.labelSmoothing = labelSmoothing;
  }

  @Override
  public Outcome backward(Tensor frames, long framesPerClip, Tensor labels, ForwardPass pass) {
    Tensor logits = network.forward(frames, framesPerClip, pass);
    Tensor loss = mean(logits, labels, labelSmoothing);
    loss.backward();
    return new Outcome(loss, logits);
  }

  /** The mean over rows of {@code logits [N, classes]}, a scalar. */
  public static Tensor mean(Tensor logits, Tensor labels, double labelSmoothing) {
    return torch.cross_entropy_loss(
        logits, labels, new TensorOptional(), MEAN_REDUCTION, IGNORED_LABEL, labelSmoothing);
  }
}

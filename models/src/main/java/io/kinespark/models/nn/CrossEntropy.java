package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The mean cross-entropy of a network's logits with targets t, class indices or rows of weights,
 * both smoothed by {@code eps}: {@code sum over c of -((1 - eps) t[c] + eps / C) log p[c]}.
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
  public Outcome backward(Tensor frames, long framesPerClip, Tensor targets, ForwardPass pass) {
    Tensor logits = network.forward(frames, framesPerClip, pass);
    Tensor loss = mean(logits, targets, labelSmoothing);
    loss.backward();
    return new Outcome(loss, logits);
  }

  /**
   * The mean over rows of {@code logits [N, classes]}, a scalar.
   *
   * @param targets {@code [N]} class indices, or {@code [N, classes]} weights in the precision of
   *     the logits; those of a row need not sum to 1
   */
  public static Tensor mean(Tensor logits, Tensor targets, double labelSmoothing) {
    return torch.cross_entropy_loss(
        logits, targets, new TensorOptional(), MEAN_REDUCTION, IGNORED_LABEL, labelSmoothing);
  }
}

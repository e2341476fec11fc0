package io.kinespark.models.nn;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * How a family turns a batch into gradients. It may own modules of its own (a teacher, a running
 * average of the network), which live as long as the network.
 */
public interface TrainingObjective extends AutoCloseable {
  /**
   * What a step is judged by.
   *
   * @param loss a scalar
   * @param logits {@code [N, classes]}, for the training accuracy
   */
  record Outcome(Tensor loss, Tensor logits) {}

  /**
   * Forward passes in training mode and their backward passes. Gradients were cleared before and
   * accumulate in the parameters.
   *
   * @param frames {@code [N*T, 3, H, W]}, normalised; the T frames of a clip in consecutive rows
   * @param framesPerClip T
   * @param targets {@code [N]} class indices, or {@code [N, classes]} weights in the network's
   *     precision, on its device
   */
  Outcome backward(Tensor frames, long framesPerClip, Tensor targets, ForwardPass pass);

  /** The network's parameters were changed by the optimizer. */
  default void afterUpdate() {}

  /**
   * The running average of the network that training keeps, if it keeps one. It does not appear in
   * the network's state dict; checkpoints keep it beside it.
   */
  default Optional<MovingAverage> companion() {
    return Optional.empty();
  }

  /** Frees what it owns; the network is not its own. */
  @Override
  default void close() {}
}

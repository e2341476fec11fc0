package io.kinespark.verification.meta;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;

/**
 * Weighs the losses of every frame by their values: {@code u = sigmoid(linear(ReLU(linear(v))))},
 * {@code [N, inputs] -> [N, inputs]}. Children {@code first_layer} and {@code out_layer}.
 */
public final class MetaNetwork extends NetworkModule {
  private final Linear first;
  private final Linear out;

  /**
   * A network.
   *
   * @param inputs losses of a frame; 2 in SDCOM, the classifiers' error and the cost of the width
   * @param hidden 100 in SDCOM
   */
  public MetaNetwork(TensorSpace space, int inputs, int hidden) {
    this.first = child("first_layer", Linear.biased(space, inputs, hidden));
    this.out = child("out_layer", Linear.biased(space, hidden, inputs));
  }

  /** The weights in (0, 1) of losses {@code [N, inputs]}. */
  public Tensor forward(Tensor losses, ForwardPass pass) {
    return out.forward(first.forward(losses, pass).relu(), pass).sigmoid();
  }
}

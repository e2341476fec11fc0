package io.kinespark.models.tanet;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.resnet.Bottleneck;
import io.kinespark.models.resnet.BottleneckGeometry;
import io.kinespark.models.resnet.ResidualBlock;
import org.bytedeco.pytorch.Tensor;

/**
 * A bottleneck with a temporal adaptive module after its first 1x1 convolution (mmaction2 {@code
 * TABlock}); children {@code block} and {@code tam}.
 */
public final class TemporalAdaptiveBottleneck extends ResidualBlock {
  private final Bottleneck block;
  private final TemporalAdaptiveModule module;

  /**
   * A block of that shape for clips of {@code segments} frames.
   *
   * @param segments T, frames per clip
   */
  public TemporalAdaptiveBottleneck(
      TensorSpace space, BottleneckGeometry geometry, int segments, TamConfig config) {
    this.block = child("block", new Bottleneck(space, geometry));
    this.module =
        child("tam", new TemporalAdaptiveModule(space, geometry.planes(), segments, config));
  }

  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    return block.forward(input, reduced -> module.forward(reduced, pass), pass);
  }
}

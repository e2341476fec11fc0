package io.kinespark.models.dsanet;

import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.VolumeLayout;
import org.bytedeco.pytorch.Tensor;

/**
 * A stage that sees half as many frames: the maxima of three neighbouring ones, every second of
 * them ({@code temporal_pool} of {@code backbones/resnet_tsm.py}). Child {@code net}.
 */
final class TemporalPool extends Layer {
  private static final Extent KERNEL = new Extent(3, 1, 1);
  private static final Extent STRIDE = new Extent(2, 1, 1);

  private final long frames;
  private final Layer net;

  /**
   * A pool before {@code net}.
   *
   * @param frames T, frames of a snippet before the pool; even
   */
  TemporalPool(Layer net, int frames) {
    this.frames = frames;
    this.net = child("net", net);
  }

  /** {@code input [N*T, C, H, W]}; {@code net} gets {@code [N*T/2, C, H, W]}. */
  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor pooled =
        MapPool.maximum(VolumeLayout.volumes(input, frames), KERNEL, STRIDE, KERNEL.keepingSize());
    Tensor output = net.forward(VolumeLayout.frames(pooled), pass);
    pass.observer().value(this, "", output);
    return output;
  }
}

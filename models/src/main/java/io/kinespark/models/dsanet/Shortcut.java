package io.kinespark.models.dsanet;

import io.kinespark.models.dsanet.BlockShape.ShortcutKind;
import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.VolumeGeometry;
import org.bytedeco.pytorch.Tensor;

/**
 * The shortcut of a block whose output has another shape than its input: a 1x1 convolution and its
 * norm, children {@code 0} and {@code 1}, or after an average pool {@code 1} and {@code 2}.
 */
final class Shortcut extends Layer {
  private final long pool;
  private final Layer projection;
  private final BatchNorm norm;

  Shortcut(MapLayers layers, BlockShape shape) {
    boolean averaged = shape.shortcut() == ShortcutKind.AVERAGED_PROJECTION;
    this.pool = averaged && shape.dilation() == 1 ? shape.stride() : 1;
    long stride = averaged ? 1 : shape.stride();
    int first = averaged ? 1 : 0;
    this.projection =
        child(
            Integer.toString(first),
            layers.convolution(
                VolumeGeometry.pointwise(
                    shape.inputs(), shape.outputs(), Extent.of(shape.temporalStride(), stride))));
    this.norm = child(Integer.toString(first + 1), layers.norm(shape.outputs()));
  }

  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor pooled = pool == 1 ? input : MapPool.blockMeans(input, pool);
    return norm.forward(projection.forward(pooled, pass));
  }
}

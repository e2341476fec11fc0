package io.kinespark.models.dsanet;

import static io.kinespark.models.dsanet.DsaPlace.BOTTOM;
import static io.kinespark.models.dsanet.DsaPlace.RES_1;
import static io.kinespark.models.dsanet.DsaPlace.RES_2;
import static io.kinespark.models.dsanet.DsaPlace.RES_3;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.VolumeGeometry;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * {@code y = ReLU(BN(conv2(ReLU(BN(conv1(x))))) + shortcut)} with kernels 1x3x3, or 3x3x3 where the
 * block is inflated ({@code BasicBlock} of {@code backbones/resnet_i3d.py} and {@code resnet.py}).
 * Children {@code conv1}, {@code conv2}, {@code bn1}, {@code bn2} and {@code downsample}.
 */
final class SnippetBasicBlock extends SnippetBlock {
  private final Layer conv1;
  private final Layer conv2;
  private final BatchNorm bn1;
  private final BatchNorm bn2;

  SnippetBasicBlock(MapLayers layers, BlockShape shape, UnaryOperator<Layer> first) {
    super(layers, shape);
    Extent kernel = Extent.of(shape.inflated() ? 3 : 1, 3);
    int dilation = shape.dilation();
    long temporalDilation = shape.inflated() ? dilation : 1;
    this.conv1 =
        first.apply(
            layers.convolution(
                new VolumeGeometry(
                    shape.inputs(),
                    shape.planes(),
                    kernel,
                    Extent.of(shape.temporalStride(), shape.stride()),
                    Extent.of(shape.inflated() ? dilation : 0, dilation),
                    Extent.of(temporalDilation, dilation),
                    1)));
    this.conv2 =
        layers.convolution(VolumeGeometry.full(shape.planes(), shape.planes(), kernel, Extent.ONE));
    this.bn1 = layers.norm(shape.planes());
    this.bn2 = layers.norm(shape.planes());
    registerParts(
        layers.basicOrder(), Map.of("conv1", conv1, "conv2", conv2, "bn1", bn1, "bn2", bn2));
  }

  @Override
  Tensor forward(Tensor input, BlockInsert insert, ForwardPass pass) {
    Tensor maps = insert.at(RES_1, input);
    maps = insert.at(RES_2, bn1.forward(conv1.forward(maps, pass)).relu_());
    maps = insert.at(RES_3, bn2.forward(conv2.forward(maps, pass)));
    return insert.at(BOTTOM, joined(maps, input, pass));
  }
}

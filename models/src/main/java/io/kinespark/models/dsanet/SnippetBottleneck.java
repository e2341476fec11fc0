package io.kinespark.models.dsanet;

import static io.kinespark.models.dsanet.DsaPlace.BOTTOM;
import static io.kinespark.models.dsanet.DsaPlace.RES_1;
import static io.kinespark.models.dsanet.DsaPlace.RES_2;
import static io.kinespark.models.dsanet.DsaPlace.RES_3;
import static io.kinespark.models.dsanet.DsaPlace.RES_4;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.NormSettings;
import io.kinespark.models.nn.VolumeGeometry;
import io.kinespark.models.resnet.BottleneckStyle;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * {@code y = ReLU(BN(conv3(ReLU(BN(conv2(ReLU(BN(conv1(x)))))))) + shortcut)} with kernels 1x1x1,
 * 1x3x3 and 1x1x1, one of the first two spanning three frames where the block is inflated ({@code
 * Bottleneck} of {@code backbones/resnet_i3d.py} and {@code resnet.py}). A block that is not
 * inflated does not stride along time, whatever its shape says. Children {@code conv1..3}, {@code
 * bn1..3} and {@code downsample}.
 */
final class SnippetBottleneck extends SnippetBlock {
  private final AverageDownsampling downsampling;
  private final long poolStride;
  private final Layer conv1;
  private final Layer conv2;
  private final Layer conv3;
  private final BatchNorm bn1;
  private final BatchNorm bn2;
  private final BatchNorm bn3;

  SnippetBottleneck(MapLayers layers, BlockShape shape, UnaryOperator<Layer> first) {
    super(layers, shape);
    boolean pooled = shape.averageDownsampling() != AverageDownsampling.NONE && shape.stride() > 1;
    this.downsampling = pooled ? shape.averageDownsampling() : AverageDownsampling.NONE;
    this.poolStride = shape.stride();
    Extent stride =
        Extent.of(shape.inflated() ? shape.temporalStride() : 1, pooled ? 1 : shape.stride());
    boolean early = shape.style() == BottleneckStyle.CAFFE;
    int planes = shape.planes();
    this.conv1 =
        first.apply(
            layers.convolution(
                VolumeGeometry.full(
                    shape.inputs(),
                    planes,
                    Extent.of(taps(shape, InflationStyle.FIRST), 1),
                    early ? stride : Extent.ONE)));
    this.conv2 = layers.convolution(spatial(shape, early ? Extent.ONE : stride));
    this.conv3 = layers.convolution(VolumeGeometry.pointwise(planes, shape.outputs(), Extent.ONE));
    this.bn1 = layers.norm(planes);
    this.bn2 = layers.norm(planes);
    NormSettings last = NormSettings.standard();
    this.bn3 =
        layers.norm(shape.outputs(), shape.startsAsShortcut() ? last.startingAtZero() : last);
    registerParts(
        layers.bottleneckOrder(),
        Map.of("conv1", conv1, "conv2", conv2, "conv3", conv3, "bn1", bn1, "bn2", bn2, "bn3", bn3));
  }

  private static VolumeGeometry spatial(BlockShape shape, Extent stride) {
    long taps = taps(shape, InflationStyle.SECOND);
    return new VolumeGeometry(
        shape.planes(),
        shape.planes(),
        Extent.of(taps, 3),
        stride,
        Extent.of((taps - 1) / 2, shape.dilation()),
        Extent.of(1, shape.dilation()),
        1);
  }

  private static long taps(BlockShape shape, InflationStyle convolution) {
    return shape.inflated() && shape.inflationStyle() == convolution ? 3 : 1;
  }

  @Override
  Tensor forward(Tensor input, BlockInsert insert, ForwardPass pass) {
    Tensor maps = insert.at(RES_1, input);
    maps = insert.at(RES_2, bn1.forward(conv1.forward(maps, pass)).relu_());
    maps = pooledAt(AverageDownsampling.BEFORE, maps);
    maps = insert.at(RES_3, bn2.forward(conv2.forward(maps, pass)).relu_());
    maps = pooledAt(AverageDownsampling.AFTER, maps);
    maps = insert.at(RES_4, bn3.forward(conv3.forward(maps, pass)));
    return insert.at(BOTTOM, joined(maps, input, pass));
  }

  private Tensor pooledAt(AverageDownsampling place, Tensor maps) {
    return downsampling == place ? MapPool.windowMeans(maps, poolStride) : maps;
  }
}

package io.kinespark.models.resnet;

import io.kinespark.models.nn.ConvNorm;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * The bottleneck {@code y = ReLU(BN(1x1(ReLU(BN(3x3(f(ReLU(BN(1x1(x)))))))) + shortcut)}, where f
 * is the identity unless a family inserts a temporal operation; children {@code conv1}, {@code
 * conv2}, {@code conv3} and {@code downsample} where the shortcut is projected.
 */
public final class Bottleneck extends ResidualBlock {
  private final ConvNorm reduce;
  private final ConvNorm spatial;
  private final ConvNorm expand;
  private final Optional<ConvNorm> projection;

  /** A block of that shape. */
  public Bottleneck(TensorSpace space, BottleneckGeometry geometry) {
    int planes = geometry.planes();
    this.reduce =
        child(
            "conv1",
            ConvNorm.rectified(
                space,
                ConvolutionGeometry.pointwise(geometry.inputs(), planes, geometry.firstStride())));
    this.spatial =
        child(
            "conv2",
            ConvNorm.rectified(
                space,
                ConvolutionGeometry.threeByThree(
                    planes, planes, geometry.secondStride(), geometry.dilation())));
    this.expand =
        child(
            "conv3",
            ConvNorm.linear(space, ConvolutionGeometry.pointwise(planes, geometry.outputs(), 1)));
    this.projection =
        geometry.projected()
            ? Optional.of(
                child(
                    "downsample",
                    ConvNorm.linear(
                        space,
                        ConvolutionGeometry.pointwise(
                            geometry.inputs(), geometry.outputs(), geometry.stride()))))
            : Optional.empty();
  }

  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    return forward(input, UnaryOperator.identity(), pass);
  }

  /** The block with {@code temporal} applied to the output of the first 1x1 convolution. */
  public Tensor forward(Tensor input, UnaryOperator<Tensor> temporal, ForwardPass pass) {
    Tensor reduced = temporal.apply(reduce.forward(input, pass));
    Tensor expanded = expand.forward(spatial.forward(reduced, pass), pass);
    Tensor shortcut = projection.map(convolution -> convolution.forward(input, pass)).orElse(input);
    return expanded.add_(shortcut).relu_();
  }
}

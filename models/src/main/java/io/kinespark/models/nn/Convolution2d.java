package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A 2-D convolution without bias: {@code [N, C, H, W] -> [N, D, H', W']}, weight {@code [D, C /
 * groups, k, k]}.
 */
public final class Convolution2d extends Layer {
  private final Parameter weight;
  private final long[] stride;
  private final long[] padding;
  private final long[] dilation;
  private final long groups;

  /**
   * A convolution with Kaiming fan-out weights.
   *
   * @param geometry channels, kernel, stride, padding, dilation
   */
  public Convolution2d(TensorSpace space, ConvolutionGeometry geometry) {
    this(space, geometry, new Initializer.KaimingFanOut());
  }

  /** A convolution with weights by that rule. */
  public Convolution2d(TensorSpace space, ConvolutionGeometry geometry, Initializer initializer) {
    long kernel = geometry.kernel();
    this.weight =
        register(
            "weight",
            new Parameter(
                ParameterRole.CONVOLUTION_WEIGHT,
                initializer,
                space,
                geometry.outputs(),
                geometry.inputs() / geometry.groups(),
                kernel,
                kernel));
    this.stride = new long[] {geometry.stride(), geometry.stride()};
    this.padding = new long[] {geometry.padding(), geometry.padding()};
    this.dilation = new long[] {geometry.dilation(), geometry.dilation()};
    this.groups = geometry.groups();
  }

  /** The convolution of {@code input [N, C, H, W]}. */
  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor output =
        input.is_meta()
            ? shape().symbolic(input)
            : torch.conv2d(
                input, weight.tensor(), new TensorOptional(), stride, padding, dilation, groups);
    pass.observer()
        .layer(this, output.numel() * (weight.elementCount() / weight.shape()[0]), output);
    return output;
  }

  private ConvolutionShape shape() {
    long[] kernel = weight.shape();
    return new ConvolutionShape(
        kernel[0], new long[] {kernel[2], kernel[3]}, stride, padding, dilation);
  }
}

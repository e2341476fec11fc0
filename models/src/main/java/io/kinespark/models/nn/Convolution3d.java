package io.kinespark.models.nn;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A 3-D convolution: {@code [N, C, T, H, W] -> [N, D, T', H', W']}, weight {@code [D, C / groups,
 * kT, kH, kW]}. Weights are initialised by Kaiming normal with {@code fan_out = D * kT * kH * kW},
 * biases with 0.
 */
public final class Convolution3d extends Layer {
  private final Parameter weight;
  private final Optional<Parameter> bias;
  private final VolumeGeometry geometry;

  private Convolution3d(TensorSpace space, VolumeGeometry geometry, boolean biased) {
    this.geometry = geometry;
    this.weight =
        register(
            "weight",
            new Parameter(
                ParameterRole.CONVOLUTION_WEIGHT,
                new Initializer.KaimingFanOut(),
                space,
                geometry.outputs(),
                geometry.inputs() / geometry.groups(),
                geometry.kernel().time(),
                geometry.kernel().height(),
                geometry.kernel().width()));
    this.bias =
        biased
            ? Optional.of(
                register(
                    "bias",
                    new Parameter(
                        ParameterRole.CONVOLUTION_BIAS,
                        new Initializer.Constant(0),
                        space,
                        geometry.outputs())))
            : Optional.empty();
  }

  /** A convolution without bias. */
  public static Convolution3d unbiased(TensorSpace space, VolumeGeometry geometry) {
    return new Convolution3d(space, geometry, false);
  }

  /** A convolution with bias. */
  public static Convolution3d biased(TensorSpace space, VolumeGeometry geometry) {
    return new Convolution3d(space, geometry, true);
  }

  /** Input and output channels, kernel, stride, padding and groups. */
  public VolumeGeometry geometry() {
    return geometry;
  }

  /** The convolution of {@code input [N, C, T, H, W]}. */
  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor output = input.is_meta() ? shape().symbolic(input) : convolve(input);
    pass.observer()
        .layer(this, output.numel() * (weight.elementCount() / geometry.outputs()), output);
    return output;
  }

  private Tensor convolve(Tensor input) {
    return torch.conv3d(
        input,
        weight.tensor(),
        bias.map(parameter -> new TensorOptional(parameter.tensor()))
            .orElseGet(TensorOptional::new),
        geometry.stride().values(),
        geometry.padding().values(),
        geometry.dilation().values(),
        geometry.groups());
  }

  private ConvolutionShape shape() {
    return new ConvolutionShape(
        geometry.outputs(),
        geometry.kernel().values(),
        geometry.stride().values(),
        geometry.padding().values(),
        geometry.dilation().values());
  }
}

package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A 1-D convolution without bias that keeps the length: {@code [N, C, T] -> [N, D, T]}, weight
 * {@code [D, C, k]}.
 */
public final class Convolution1d extends NetworkModule {
  private static final long[] ONE = {1};

  private final Parameter weight;
  private final long[] padding;

  /**
   * A convolution with the tensor library's default initialisation.
   *
   * @param kernel odd; zeros are padded on both sides
   */
  public Convolution1d(TensorSpace space, long inputs, long outputs, long kernel) {
    this.weight =
        register(
            "weight",
            new Parameter(
                ParameterRole.CONVOLUTION_WEIGHT,
                new Initializer.UniformFanIn(),
                space,
                outputs,
                inputs,
                kernel));
    this.padding = new long[] {kernel / 2};
  }

  /** The convolution of {@code input [N, C, T]}. */
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor output =
        input.is_meta()
            ? shape().symbolic(input)
            : torch.conv1d(input, weight.tensor(), new TensorOptional(), ONE, padding, ONE, 1);
    pass.observer()
        .layer(this, output.numel() * (weight.elementCount() / weight.shape()[0]), output);
    return output;
  }

  private ConvolutionShape shape() {
    long[] kernel = weight.shape();
    return new ConvolutionShape(kernel[0], new long[] {kernel[2]}, ONE, padding, ONE);
  }
}

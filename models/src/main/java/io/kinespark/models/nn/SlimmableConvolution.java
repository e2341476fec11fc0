package io.kinespark.models.nn;

import io.kinespark.models.ChannelWidths;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A 2-D convolution without bias that can run at several widths (SDCOM {@code DyChConv2d}, {@code
 * lib/arch/ops.py}). At width w it is {@code conv(x, W[:n(out, w), :n(in, w)])}; with a width for
 * each row it is the whole convolution with the channels beyond a row's width set to zero, and that
 * choice gets no gradient.
 */
public final class SlimmableConvolution extends NetworkModule {
  private final TensorSpace space;
  private final ChannelWidths widths;
  private final ConvolutionGeometry geometry;
  private final boolean allInputs;
  private final ChannelMask mask;
  private final Parameter weight;

  /**
   * A convolution with Kaiming fan-out weights.
   *
   * @param geometry of the whole convolution, with one group
   * @param allInputs whether every width sees all input channels, as the stem sees all colours
   */
  public SlimmableConvolution(
      TensorSpace space, ChannelWidths widths, ConvolutionGeometry geometry, boolean allInputs) {
    this.space = space;
    this.widths = widths;
    this.geometry = geometry;
    this.allInputs = allInputs;
    this.mask = new ChannelMask(space, widths);
    this.weight =
        register(
            "weight",
            new Parameter(
                ParameterRole.CONVOLUTION_WEIGHT,
                new Initializer.KaimingFanOut(),
                space,
                geometry.outputs(),
                geometry.inputs(),
                geometry.kernel(),
                geometry.kernel()));
  }

  /**
   * The convolution of {@code input [N, C, H, W]}, whose channels are those of the choice.
   *
   * @return {@code [N, n(out, w), H', W']} at one width, {@code [N, out, H', W']} with a width for
   *     each row
   */
  public Tensor forward(Tensor input, WidthChoice choice, ForwardPass pass) {
    if (choice instanceof WidthChoice.Sliced sliced) {
      long outputs = widths.channels(geometry.outputs(), sliced.width());
      long inputs =
          allInputs ? geometry.inputs() : widths.channels(geometry.inputs(), sliced.width());
      return convolve(
          input, weight.tensor().narrow(0, 0, outputs).narrow(1, 0, inputs), inputs, pass);
    }
    Tensor scores = ((WidthChoice.Masked) choice).scores().detach();
    pass.observer()
        .value(
            this,
            "running_inc",
            allInputs
                ? space.zeros().fill_(new Scalar((double) geometry.inputs()))
                : mask.meanChannels(scores, geometry.inputs()));
    pass.observer().value(this, "running_outc", mask.meanChannels(scores, geometry.outputs()));
    return mask.apply(convolve(input, weight.tensor(), geometry.inputs(), pass), scores);
  }

  private Tensor convolve(Tensor input, Tensor kernel, long inputs, ForwardPass pass) {
    long[] stride = {geometry.stride(), geometry.stride()};
    long[] padding = {geometry.padding(), geometry.padding()};
    long[] dilation = {geometry.dilation(), geometry.dilation()};
    long[] sides = {geometry.kernel(), geometry.kernel()};
    Tensor output =
        input.is_meta()
            ? new ConvolutionShape(kernel.size(0), sides, stride, padding, dilation).symbolic(input)
            : torch.conv2d(input, kernel, new TensorOptional(), stride, padding, dilation, 1);
    pass.observer()
        .layer(this, output.numel() * inputs * geometry.kernel() * geometry.kernel(), output);
    return output;
  }
}

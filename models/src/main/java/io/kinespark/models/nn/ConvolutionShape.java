package io.kinespark.models.nn;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The shape arithmetic of convolutions, so that a pass whose values nobody looks at can leave the
 * multiplications out: {@code floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) +
 * 1} along each axis.
 *
 * @param outputs output channels
 * @param kernel size along each axis
 * @param stride along each axis
 * @param padding on each side of each axis
 * @param dilation along each axis
 */
record ConvolutionShape(
    long outputs, long[] kernel, long[] stride, long[] padding, long[] dilation) {
  private static final int FIRST_AXIS = 2;

  /**
   * The convolution of {@code input}: what {@code compute} answers, or zeros of its shape where the
   * pass is only about shapes.
   */
  Tensor apply(Tensor input, ForwardPass pass, Supplier<Tensor> compute) {
    return pass.observer().needsValues()
        ? compute.get()
        : torch.zeros(outputShape(HostTransfer.shape(input)), input.options());
  }

  /** The result's shape, {@code input} being {@code [N, C, ...]}. */
  long[] outputShape(long... input) {
    long[] shape = input.clone();
    shape[1] = outputs;
    for (int axis = 0; axis < kernel.length; axis++) {
      long reach = dilation[axis] * (kernel[axis] - 1) + 1;
      long size = input[FIRST_AXIS + axis];
      shape[FIRST_AXIS + axis] = (size + 2 * padding[axis] - reach) / stride[axis] + 1;
    }
    return shape;
  }
}

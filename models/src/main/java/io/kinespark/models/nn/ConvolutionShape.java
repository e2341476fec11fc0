package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The shape arithmetic of convolutions, for tensors without values ({@link TensorSpace#symbolic}),
 * which libtorch cannot convolve: {@code floor((size + 2 * padding - dilation * (kernel - 1) - 1) /
 * stride) + 1} along each axis.
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

  /** The result for {@code input [N, C, ...]}, which has no values and gives none. */
  Tensor symbolic(Tensor input) {
    long[] shape = HostTransfer.shape(input);
    shape[1] = outputs;
    for (int axis = 0; axis < kernel.length; axis++) {
      long reach = dilation[axis] * (kernel[axis] - 1) + 1;
      int at = FIRST_AXIS + axis;
      shape[at] = (shape[at] + 2 * padding[axis] - reach) / stride[axis] + 1;
    }
    return torch.empty(shape, input.options(), null);
  }
}

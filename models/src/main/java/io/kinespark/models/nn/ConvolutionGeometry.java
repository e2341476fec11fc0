package io.kinespark.models.nn;

/**
 * The shape of a square 2-D convolution.
 *
 * @param inputs input channels
 * @param outputs output channels
 * @param kernel side of the kernel
 * @param stride of both axes
 * @param padding zeros on each side
 * @param dilation of both axes
 * @param groups of channels that do not see each other; {@code inputs} for a depthwise convolution
 */
public record ConvolutionGeometry(
    long inputs, long outputs, long kernel, long stride, long padding, long dilation, long groups) {
  /** A convolution of all channels. */
  public ConvolutionGeometry(
      long inputs, long outputs, long kernel, long stride, long padding, long dilation) {
    this(inputs, outputs, kernel, stride, padding, dilation, 1);
  }

  /** A 1x1 convolution. */
  public static ConvolutionGeometry pointwise(long inputs, long outputs, long stride) {
    return new ConvolutionGeometry(inputs, outputs, 1, stride, 0, 1);
  }

  /** A 3x3 convolution padded to keep the size at stride 1. */
  public static ConvolutionGeometry threeByThree(
      long inputs, long outputs, long stride, long dilation) {
    return new ConvolutionGeometry(inputs, outputs, 3, stride, dilation, dilation);
  }
}

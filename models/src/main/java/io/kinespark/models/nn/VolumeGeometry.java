package io.kinespark.models.nn;

/**
 * The shape of a 3-D convolution.
 *
 * @param inputs input channels
 * @param outputs output channels
 * @param kernel size of the kernel
 * @param stride step of the kernel
 * @param padding zeros on each side
 * @param dilation distance between taps
 * @param groups of channels that do not see each other; {@code inputs} for a depthwise convolution
 */
public record VolumeGeometry(
    long inputs,
    long outputs,
    Extent kernel,
    Extent stride,
    Extent padding,
    Extent dilation,
    long groups) {
  /** A convolution of all channels, padded to keep the size at stride 1. */
  public static VolumeGeometry full(long inputs, long outputs, Extent kernel, Extent stride) {
    return new VolumeGeometry(inputs, outputs, kernel, stride, kernel.keepingSize(), Extent.ONE, 1);
  }

  /** A 1x1x1 convolution. */
  public static VolumeGeometry pointwise(long inputs, long outputs, Extent stride) {
    return full(inputs, outputs, Extent.ONE, stride);
  }

  /** A convolution of each channel alone, padded to keep the size at stride 1. */
  public static VolumeGeometry depthwise(long channels, Extent kernel, Extent stride) {
    return new VolumeGeometry(
        channels, channels, kernel, stride, kernel.keepingSize(), Extent.ONE, channels);
  }
}

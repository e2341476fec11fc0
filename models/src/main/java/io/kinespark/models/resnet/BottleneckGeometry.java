package io.kinespark.models.resnet;

/**
 * The shape of one bottleneck.
 *
 * @param inputs input channels
 * @param planes inner channels; the output has {@code 4 * planes}
 * @param stride of the block
 * @param dilation of the 3x3 convolution
 * @param style which convolution carries the stride
 * @param projected whether the shortcut is a 1x1 convolution
 */
public record BottleneckGeometry(
    int inputs, int planes, int stride, int dilation, BottleneckStyle style, boolean projected) {
  /** The block's shape, with a projection exactly where input and output shapes differ. */
  public static BottleneckGeometry of(
      int inputs, int planes, int stride, int dilation, BottleneckStyle style) {
    boolean projected = stride != 1 || inputs != planes * ResNetConfig.EXPANSION;
    return new BottleneckGeometry(inputs, planes, stride, dilation, style, projected);
  }

  /** Output channels. */
  public int outputs() {
    return planes * ResNetConfig.EXPANSION;
  }

  int firstStride() {
    return style == BottleneckStyle.CAFFE ? stride : 1;
  }

  int secondStride() {
    return style == BottleneckStyle.CAFFE ? 1 : stride;
  }
}

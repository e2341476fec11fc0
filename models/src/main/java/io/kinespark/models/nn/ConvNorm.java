package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;

/**
 * Convolution and batch norm, with or without ReLU; children {@code conv} and {@code bn} as in
 * mmcv's ConvModule.
 */
public final class ConvNorm extends NetworkModule {
  private final Convolution2d convolution;
  private final BatchNorm norm;
  private final boolean rectified;

  private ConvNorm(TensorSpace space, ConvolutionGeometry geometry, boolean rectified) {
    this.convolution = child("conv", new Convolution2d(space, geometry));
    this.norm = child("bn", BatchNorm.ofMaps(space, geometry.outputs()));
    this.rectified = rectified;
  }

  /** {@code ReLU(BN(conv(x)))}. */
  public static ConvNorm rectified(TensorSpace space, ConvolutionGeometry geometry) {
    return new ConvNorm(space, geometry, true);
  }

  /** {@code BN(conv(x))}. */
  public static ConvNorm linear(TensorSpace space, ConvolutionGeometry geometry) {
    return new ConvNorm(space, geometry, false);
  }

  /** The batch norm, for freezing it. */
  public BatchNorm norm() {
    return norm;
  }

  /** {@code [N, C, H, W] -> [N, D, H', W']}. */
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor normalised = norm.forward(convolution.forward(input, pass));
    Tensor output = rectified ? normalised.relu_() : normalised;
    pass.observer().value(this, "", output);
    return output;
  }
}

package io.kinespark.models.vov3d;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution3d;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.VolumeGeometry;
import org.bytedeco.pytorch.Tensor;

/**
 * The stem {@code ReLU(BN(conv(conv_xy(x))))}: a spatial convolution, then a depthwise temporal one
 * ({@code models/stem_helper.py}, class X3DStem). Children {@code pathway0_stem.conv_xy}, {@code
 * pathway0_stem.conv}, {@code pathway0_stem.bn}.
 */
public final class X3dStem extends NetworkModule {
  private static final int RGB = 3;

  private final Pathway pathway;

  /**
   * A stem.
   *
   * @param kernel odd; along time of the temporal convolution, else of the spatial one
   * @param stride likewise
   */
  public X3dStem(NormFactory norms, int inputs, int outputs, Extent kernel, Extent stride) {
    this.pathway = child("pathway0_stem", new Pathway(norms, inputs, outputs, kernel, stride));
  }

  /** The published stem: 1x3x3 of stride 2, then 5x1x1. */
  static X3dStem published(NormFactory norms, int channels) {
    return new X3dStem(norms, RGB, channels, Extent.of(5, 3), Extent.of(1, 2));
  }

  /** {@code [N, 3, T, H, W] -> [N, C, T, H/2, W/2]}. */
  public Tensor forward(Tensor input, ForwardPass pass) {
    return pathway.forward(input, pass);
  }

  private static final class Pathway extends NetworkModule {
    private final Convolution3d spatial;
    private final Convolution3d temporal;
    private final BatchNorm norm;

    Pathway(NormFactory norms, int inputs, int outputs, Extent kernel, Extent stride) {
      this.spatial =
          child(
              "conv_xy",
              Convolution3d.unbiased(
                  norms.space(),
                  VolumeGeometry.full(
                      inputs,
                      outputs,
                      new Extent(1, kernel.height(), kernel.width()),
                      new Extent(1, stride.height(), stride.width()))));
      this.temporal =
          child(
              "conv",
              Convolution3d.unbiased(
                  norms.space(),
                  VolumeGeometry.depthwise(
                      outputs, Extent.of(kernel.time(), 1), Extent.of(stride.time(), 1))));
      this.norm = child("bn", norms.norm(outputs));
    }

    Tensor forward(Tensor input, ForwardPass pass) {
      return norm.forward(temporal.forward(spatial.forward(input, pass), pass)).relu_();
    }
  }
}

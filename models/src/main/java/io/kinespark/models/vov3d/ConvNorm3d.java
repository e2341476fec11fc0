package io.kinespark.models.vov3d;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution3d;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.VolumeGeometry;
import org.bytedeco.pytorch.Tensor;

/** {@code BN(conv(x))}; children {@code 0} and {@code 1}, as in a sequence without names. */
final class ConvNorm3d extends NetworkModule {
  private final Convolution3d convolution;
  private final BatchNorm norm;

  ConvNorm3d(NormFactory norms, VolumeGeometry geometry) {
    this.convolution = child("0", Convolution3d.unbiased(norms.space(), geometry));
    this.norm = child("1", norms.norm(geometry.outputs()));
  }

  Tensor forward(Tensor input, ForwardPass pass) {
    return norm.forward(convolution.forward(input, pass));
  }
}

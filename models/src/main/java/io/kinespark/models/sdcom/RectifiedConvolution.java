package io.kinespark.models.sdcom;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution2d;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@code min(max(BN(conv(x)), 0), 6)}; children {@code 0} and {@code 1}. */
final class RectifiedConvolution extends FrameLayer {

  private final Convolution2d convolution;
  private final BatchNorm norm;

  RectifiedConvolution(TensorSpace space, ConvolutionGeometry geometry) {
    this.convolution = child("0", new Convolution2d(space, geometry));
    this.norm = child("1", BatchNorm.ofMaps(space, geometry.outputs()));
  }

  @Override
  Tensor forward(Tensor input, ForwardPass pass) {
    Tensor normalised = norm.forward(convolution.forward(input, pass));
    return normalised.is_meta() ? normalised : torch.relu6(normalised);
  }
}

package io.kinespark.models.vov3d;

import io.kinespark.models.nn.Convolution3d;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.VolumeGeometry;
import org.bytedeco.pytorch.Tensor;

/**
 * Squeeze-excitation ({@code models/operators.py}, class SE):
 *
 * <pre>
 * y = x * sigmoid(fc2(ReLU(fc1(mean over T, H, W of x))))
 * </pre>
 *
 * <p>Children {@code fc1} and {@code fc2}, 1x1x1 convolutions with bias.
 */
public final class SqueezeExcitation extends NetworkModule {
  private static final long[] VOLUME = {2, 3, 4};

  private final Convolution3d squeeze;
  private final Convolution3d excite;

  /**
   * A gate of that many channels.
   *
   * @param ratio of the hidden width to them, before rounding to a multiple of 8
   */
  public SqueezeExcitation(TensorSpace space, int channels, double ratio) {
    int hidden = RoundedWidth.of(channels, ratio);
    this.squeeze =
        child(
            "fc1",
            Convolution3d.biased(space, VolumeGeometry.pointwise(channels, hidden, Extent.ONE)));
    this.excite =
        child(
            "fc2",
            Convolution3d.biased(space, VolumeGeometry.pointwise(hidden, channels, Extent.ONE)));
  }

  /** {@code input [N, C, T, H, W]}, each channel scaled. */
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor mean = input.mean(VOLUME, true, null);
    Tensor gate = excite.forward(squeeze.forward(mean, pass).relu_(), pass).sigmoid();
    Tensor output = input.mul(gate);
    pass.observer().value(this, "", output);
    return output;
  }
}

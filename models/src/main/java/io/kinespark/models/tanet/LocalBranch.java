package io.kinespark.models.tanet;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution1d;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;

/**
 * The location-sensitive importance {@code lambda = sigmoid(W3 * ReLU(BN(W0 * theta)))}; children
 * {@code 0} (1-D convolution C to C/beta), {@code 1} (batch norm over clips and time) and {@code 3}
 * (1x1 convolution back to C).
 */
final class LocalBranch extends NetworkModule {
  private final Convolution1d reduce;
  private final BatchNorm norm;
  private final Convolution1d expand;

  LocalBranch(TensorSpace space, int channels, TamConfig config) {
    int reduced = channels / config.beta();
    this.reduce =
        child("0", new Convolution1d(space, channels, reduced, config.conv1dKernelSize()));
    this.norm = child("1", BatchNorm.ofSequences(space, reduced));
    this.expand = child("3", new Convolution1d(space, reduced, channels, 1));
  }

  /** {@code theta [N, C, T] -> lambda [N, C, T]} in (0, 1). */
  Tensor forward(Tensor theta, ForwardPass pass) {
    Tensor hidden = norm.forward(reduce.forward(theta, pass)).relu_();
    return expand.forward(hidden, pass).sigmoid();
  }
}

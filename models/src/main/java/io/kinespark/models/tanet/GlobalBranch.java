package io.kinespark.models.tanet;

import io.kinespark.models.TamConfig;
import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;

/**
 * The location-invariant temporal kernel {@code kappa = softmax(W3 ReLU(BN(W0 theta)))}, one per
 * clip and channel, with weights shared over channels; children {@code 0} (linear T to alpha*T),
 * {@code 1} (batch norm over the N*C rows) and {@code 3} (linear alpha*T to K).
 */
final class GlobalBranch extends NetworkModule {
  private final int segments;
  private final int kernelSize;
  private final Linear widen;
  private final BatchNorm norm;
  private final Linear narrow;

  GlobalBranch(TensorSpace space, int segments, TamConfig config) {
    int hidden = config.alpha() * segments;
    this.segments = segments;
    this.kernelSize = config.kernelSize();
    this.widen = child("0", Linear.unbiased(space, segments, hidden));
    this.norm = child("1", BatchNorm.ofSequences(space, hidden));
    this.narrow = child("3", Linear.unbiased(space, hidden, kernelSize));
  }

  /** {@code theta [N, C, T] -> kappa [N, C, K]}; every row of K sums to 1. */
  Tensor forward(Tensor theta, ForwardPass pass) {
    Tensor rows = theta.reshape(-1, segments);
    Tensor hidden = norm.forward(widen.forward(rows, pass)).relu_();
    Tensor kernel = narrow.forward(hidden, pass).softmax(-1);
    return kernel.view(theta.size(0), theta.size(1), kernelSize);
  }
}

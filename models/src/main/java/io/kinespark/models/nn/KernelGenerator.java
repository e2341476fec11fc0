package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;

/**
 * Kernels computed from the means of segments: {@code softmax(W3 ReLU(BN(W0 x)))}, the same weights
 * for every row (the global branch of TAM, arXiv 2005.06803 section 3.2; {@code generate} of DSA,
 * arXiv 2105.12085). Children {@code 0} (linear L to hidden), {@code 1} (batch norm over the rows)
 * and {@code 3} (linear hidden to K).
 */
public final class KernelGenerator extends Layer {
  private final Linear widen;
  private final BatchNorm norm;
  private final Linear narrow;

  /**
   * A generator.
   *
   * @param segments L, segments of a row
   * @param hidden width of the hidden layer
   * @param taps K
   */
  public KernelGenerator(TensorSpace space, int segments, int hidden, int taps) {
    this.widen = child("0", Linear.unbiased(space, segments, hidden));
    this.norm = child("1", BatchNorm.ofSequences(space, hidden));
    this.narrow = child("3", Linear.unbiased(space, hidden, taps));
  }

  /** {@code [R, L] -> [R, K]}; every row sums to 1. */
  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor hidden = norm.forward(widen.forward(input, pass)).relu_();
    return narrow.forward(hidden, pass).softmax(-1);
  }
}

package io.kinespark.models.nn;

import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Dropout whose mask is a function of the pass's seed alone: {@code x * mask / (1 - ratio)} in
 * training, {@code x} otherwise. It holds no state.
 */
public final class Dropout extends NetworkModule {
  private final TensorSpace space;
  private final double ratio;

  /**
   * Dropout of a share of the values.
   *
   * @param ratio in [0, 1)
   */
  public Dropout(TensorSpace space, double ratio) {
    this.space = space;
    this.ratio = ratio;
  }

  /** {@code input}, thinned out in training mode. */
  public Tensor forward(Tensor input, ForwardPass pass) {
    if (!training() || ratio == 0) {
      return input;
    }
    byte[] kept = new byte[Math.toIntExact(input.numel())];
    SplittableRandom random = new SplittableRandom(pass.seed());
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (byte) (random.nextDouble() < ratio ? 0 : 1);
    }
    Tensor mask = HostTransfer.fromBytes(kept, kept.length);
    Tensor scaled = space.convert(mask).mul(new Scalar(1 / (1 - ratio)));
    return input.mul(scaled.view_as(input));
  }
}

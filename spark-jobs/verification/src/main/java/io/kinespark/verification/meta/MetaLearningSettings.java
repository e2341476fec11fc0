package io.kinespark.verification.meta;

import java.io.Serializable;

/**
 * How SDCOM's meta-network learns to weigh the losses of frames; off in every published
 * configuration.
 *
 * @param virtualRate learning rate of the virtual step
 * @param virtualDecay weight decay of the virtual step
 * @param rate Adam's learning rate for the meta-network
 * @param decay Adam's weight decay, added to the gradient
 */
public record MetaLearningSettings(
    double virtualRate, double virtualDecay, double rate, double decay) implements Serializable {
  /** The original's defaults: 0.01 and 1e-4 for the virtual step, 1e-3 and 1e-4 for Adam. */
  public static MetaLearningSettings published() {
    return new MetaLearningSettings(0.01, 1e-4, 1e-3, 1e-4);
  }

  /**
   * The share of the losses that the meta-network does not weigh: {@code exp(-0.005 e^2)}.
   *
   * @param epoch e, from 0
   */
  public static double unweighted(int epoch) {
    return Math.exp(-0.005 * epoch * epoch);
  }
}

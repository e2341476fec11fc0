package io.kinespark.spark.engine;

import io.kinespark.models.training.LearningRateSchedule;
import java.io.Serializable;

/**
 * Stochastic gradient descent as PyTorch defines it: {@code d = g + decay * p}, {@code v = d} on
 * the first step and {@code momentum * v + (1 - dampening) * d} after it, {@code p -= rate * v};
 * with Nesterov {@code p -= rate * (d + momentum * v)}. Rate and decay are multiplied by each
 * parameter's own factors.
 *
 * @param learningRate base learning rate
 * @param momentum momentum in [0, 1)
 * @param dampening dampening of the gradient in the velocity, 0 in every published recipe
 * @param nesterov Nesterov momentum
 * @param weightDecay base weight decay
 * @param clipNorm largest L2 norm of the averaged gradient; 0 leaves it as it is
 * @param schedule the learning rate over the epochs
 */
public record SgdSettings(
    double learningRate,
    double momentum,
    double dampening,
    boolean nesterov,
    double weightDecay,
    double clipNorm,
    LearningRateSchedule schedule)
    implements Serializable {

  /** Checks the ranges. */
  public SgdSettings {
    if (!(learningRate >= 0) || !(momentum >= 0 && momentum < 1) || !(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "learning rate and weight decay must not be negative and momentum lies in [0, 1): got "
              + learningRate
              + ", "
              + weightDecay
              + ", "
              + momentum);
    }
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw new IllegalArgumentException(
          "Nesterov momentum needs a momentum and no dampening: got momentum "
              + momentum
              + ", dampening "
              + dampening);
    }
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException("the clip norm must not be negative: got " + clipNorm);
    }
  }
}

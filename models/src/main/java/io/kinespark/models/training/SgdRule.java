package io.kinespark.models.training;

import java.io.Serializable;

/**
 * Stochastic gradient descent as PyTorch defines it: {@code d = g + decay * p}, {@code v = d} on
 * the first step and {@code momentum * v + (1 - dampening) * d} after it, {@code p -= rate * v};
 * with Nesterov {@code p -= rate * (d + momentum * v)}. Rate and decay are multiplied by each
 * parameter's own factors.
 *
 * @param momentum momentum in [0, 1); 0 for none
 * @param dampening dampening of the gradient in the velocity, 0 in every published recipe
 * @param nesterov Nesterov momentum
 * @param weightDecay base weight decay
 * @param maxGradientNorm L2 norm over all parameters to which the averaged gradient is clipped
 *     ({@code min(1, max / (norm + 1e-6))}); 0 leaves it as it is
 */
public record SgdRule(
    double momentum, double dampening, boolean nesterov, double weightDecay, double maxGradientNorm)
    implements Serializable {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value lies outside its range, or Nesterov is asked for
   *     without momentum or with dampening
   */
  public SgdRule {
    if (!(momentum >= 0 && momentum < 1) || !(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "momentum lies in [0, 1) and weight decay must not be negative: got "
              + momentum
              + ", "
              + weightDecay);
    }
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw new IllegalArgumentException(
          "Nesterov momentum needs a momentum and no dampening: got momentum "
              + momentum
              + ", dampening "
              + dampening);
    }
    if (!(maxGradientNorm >= 0)) {
      throw new IllegalArgumentException(
          "the clip norm must not be negative: got " + maxGradientNorm);
    }
  }
}

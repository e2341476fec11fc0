package io.kinespark.models.training;

/**
 * PyTorch's SGD: {@code g += decay * p}, {@code v = momentum * v + (1 - dampening) * g} (the first
 * step {@code v = g}), {@code p -= rate * (nesterov ? g + momentum * v : v)}.
 *
 * @param momentum 0 for none
 * @param dampening of the gradient's share in the velocity
 * @param nesterov whether the step looks ahead
 * @param weightDecay before each group's multiplier
 * @param maxGradientNorm L2 norm over all parameters to which the averaged gradient is clipped
 *     ({@code min(1, max / (norm + 1e-6))}); 0 for no clipping
 */
public record SgdRule(
    double momentum,
    double dampening,
    boolean nesterov,
    double weightDecay,
    double maxGradientNorm) {}

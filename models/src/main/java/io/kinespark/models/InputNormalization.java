package io.kinespark.models;

import java.io.Serializable;
import java.util.List;

/**
 * The per-channel normalisation {@code (x - mean) / std} of RGB values in 0..255.
 *
 * @param mean red, green, blue
 * @param std red, green, blue; positive
 */
public record InputNormalization(List<Double> mean, List<Double> std) implements Serializable {
  /** Copies the lists and checks them. */
  public InputNormalization {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    Require.that(
        mean.size() == 3 && std.size() == 3,
        "normalization needs three means and three standard deviations (red, green, blue), not %s and %s"
            .formatted(mean, std));
    Require.that(
        mean.stream().allMatch(Double::isFinite),
        "normalization.mean %s must be finite".formatted(mean));
    Require.that(
        std.stream().allMatch(value -> value > 0 && Double.isFinite(value)),
        "normalization.std %s must be positive and finite".formatted(std));
  }

  /** ImageNet's as mmaction2's TANet has them, whose third mean is 103.5. */
  public static InputNormalization imageNet() {
    return new InputNormalization(List.of(123.675, 116.28, 103.5), List.of(58.395, 57.12, 57.375));
  }
}

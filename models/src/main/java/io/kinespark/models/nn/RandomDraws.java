package io.kinespark.models.nn;

import java.util.SplittableRandom;

/** Where a forward pass gets its random numbers from, beyond dropout's masks. */
@FunctionalInterface
public interface RandomDraws {
  /**
   * Draws of the exponential distribution of mean 1.
   *
   * @param consumer full name of the module that draws
   * @param count how many
   */
  float[] exponentials(String consumer, int count);

  /** Draws that follow from a seed and the consumer's name. */
  static RandomDraws seeded(long seed) {
    return (consumer, count) -> {
      SplittableRandom random =
          new SplittableRandom(seed * 0x9E3779B97F4A7C15L + consumer.hashCode());
      float[] draws = new float[count];
      for (int i = 0; i < count; i++) {
        draws[i] = (float) -Math.log(1 - random.nextDouble());
      }
      return draws;
    };
  }
}

package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import java.io.Serializable;
import java.util.Objects;

/**
 * Mirrors a whole clip at random and changes its label where that depends on left and right.
 *
 * @param probability chance to mirror, 0 to 1; 0 draws nothing
 * @param swap which labels change
 */
public record HorizontalFlip(double probability, LabelSwap swap) implements Serializable {

  /** Checks the probability. */
  public HorizontalFlip {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("A probability is in [0, 1]: " + probability);
    }
    Objects.requireNonNull(swap, "swap");
  }

  /**
   * Never mirrors.
   *
   * @return the flip
   */
  public static HorizontalFlip never() {
    return new HorizontalFlip(0, LabelSwap.none());
  }

  boolean draw(RandomDraws draws) {
    return probability > 0 && draws.nextUniform(0, 1) < probability;
  }
}

package io.kinespark.models.dsanet;

import io.kinespark.models.Require;
import java.io.Serializable;

/**
 * What of a backbone is not trained (the {@code train} method of whwu95/DSANet's backbones). Their
 * {@code partial_norm} stops the norms of stages 1 to k, which {@code stages} stops already.
 *
 * @param stages -1 freezes nothing; k freezes the stem and stages 1 to k: no gradients, norms on
 *     running statistics
 * @param normEval every norm normalises with its running statistics while training, those of
 *     inserted modules included
 * @param normFrozen scale and shift of every norm get no gradients either; only with {@code
 *     normEval}
 */
public record Freezing(int stages, boolean normEval, boolean normFrozen) implements Serializable {
  /** Checks that the settings fit each other. */
  public Freezing {
    Require.that(
        stages >= -1 && stages <= 4,
        "frozen-stages is %d; it must lie between -1 (nothing) and 4".formatted(stages));
    Require.that(normEval || !normFrozen, "norm-frozen needs norm-eval, which alone makes it act");
  }

  /** Everything is trained. */
  public static Freezing none() {
    return new Freezing(-1, false, false);
  }
}

package io.kinespark.models.sdcom;

import io.kinespark.models.Choices;
import java.util.Locale;

/** Which terms make SDCOM's loss in the policy stage ({@code train_policy}). */
public enum PolicyLoss {
  /**
   * Cross-entropies of the final and of the static logits, the cost of the widths, and the cosine
   * between static and dynamic logits: every published configuration.
   */
  COMPOSITE,
  /** The cross-entropy of the final logits alone ({@code USE_AUX_LOSS} false). */
  FINAL,
  /**
   * The cross-entropies of the static and of the dynamic logits, with the mean of the static ones
   * as prediction ({@code USE_CONCAT} false).
   */
  SEPARATE;

  /**
   * The choice of that name in configurations.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PolicyLoss of(String name) {
    return Choices.parse(PolicyLoss.class, name, "policy-loss");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

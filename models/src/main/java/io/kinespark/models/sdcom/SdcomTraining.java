package io.kinespark.models.sdcom;

import io.kinespark.models.Require;
import java.io.Serializable;

/**
 * How an SDCOM network learns ({@code lib/trainer/main_trainer.py}).
 *
 * @param labelSmoothing share of a hard label's weight that is spread over all classes
 * @param emaDecay d of the running average {@code e = d e + (1 - d) m} of the network, whose
 *     predictions teach the narrow widths; 0 keeps none, and all widths learn from the labels
 * @param policyLoss terms of the policy stage's loss
 * @param efficiencyWeight of the cost of the widths in that loss
 * @param partMultipliers whether the parts learn at the rates that the original configures but does
 *     not apply: gate 0.1, static network 0.5, slimmable network 0.1, final classifier 5
 */
public record SdcomTraining(
    double labelSmoothing,
    double emaDecay,
    PolicyLoss policyLoss,
    double efficiencyWeight,
    boolean partMultipliers)
    implements Serializable {
  /** Checks the ranges. */
  public SdcomTraining {
    Require.that(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "label-smoothing is %s; it must be in [0, 1)".formatted(labelSmoothing));
    Require.that(
        emaDecay >= 0 && emaDecay < 1,
        "ema-decay is %s; it must be in [0, 1), 0 for none".formatted(emaDecay));
    Require.that(
        efficiencyWeight >= 0,
        "efficiency-weight is %s; it must not be negative".formatted(efficiencyWeight));
  }

  /** Smoothing 0.1, a running average of decay 0.997, composite loss with efficiency weight 0.7. */
  public static SdcomTraining published() {
    return new SdcomTraining(0.1, 0.997, PolicyLoss.COMPOSITE, 0.7, false);
  }

  /** The same with another decay of the running average; 0 for none. */
  public SdcomTraining withEmaDecay(double newEmaDecay) {
    return new SdcomTraining(
        labelSmoothing, newEmaDecay, policyLoss, efficiencyWeight, partMultipliers);
  }

  /** The same with another smoothing of labels. */
  public SdcomTraining withLabelSmoothing(double newLabelSmoothing) {
    return new SdcomTraining(
        newLabelSmoothing, emaDecay, policyLoss, efficiencyWeight, partMultipliers);
  }
}

package io.kinespark.models.sdcom;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * The parts of the policy stage's loss.
 *
 * @param finalError cross-entropy of the final logits of every frame, {@code [N]}
 * @param staticError cross-entropy of the static logits of every frame, {@code [N]}
 * @param widthCost squared width of every frame, {@code [N]}
 * @param similarity one plus the mean cosine of dynamic and static logits, a scalar
 */
public record PolicyTerms(
    Tensor finalError, Tensor staticError, Tensor widthCost, Tensor similarity) {
  /** The parts for clips with those targets, which all of a clip's frames have. */
  public static PolicyTerms of(Tsnet.PolicyOutput output, Tensor targets, SdcomConfig config) {
    Tensor ofFrames = perFrame(targets, config);
    double smoothing = config.training().labelSmoothing();
    PolicyNetwork.Decision decision = output.decision();
    return new PolicyTerms(
        Losses.crossEntropy(output.logits(), ofFrames, smoothing),
        Losses.crossEntropy(decision.logits(), ofFrames, smoothing),
        Losses.widthCost(decision.choice().hard(), config.widths()),
        Losses.cosine(output.dynamicLogits(), decision.logits()));
  }

  /** The targets of B*T frames: every row of those of B clips T times. */
  static Tensor perFrame(Tensor targets, SdcomConfig config) {
    return targets.repeat_interleave(config.numSegments(), new LongOptional(0), new LongOptional());
  }

  /** The cross-entropies of both classifiers for every frame, {@code [N]}. */
  public Tensor error() {
    return finalError.add(staticError);
  }
}

package io.kinespark.models.sdcom;

import io.kinespark.models.SdcomConfig;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TrainingObjective;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Phase 2 ({@code train_policy}, {@code lib/trainer/main_trainer.py}; SPEC 8). Every frame has its
 * clip's label; the composite loss is
 *
 * <pre>
 * L = mean_n (CE(final logits) + CE(static logits))
 *     + 0.7 mean_n sum_k y_hard[n,k] w_k^2
 *     + 1 + mean_n cos(dynamic logits, static logits)
 * </pre>
 *
 * The accuracy is that of the clips' prediction.
 */
public final class PolicyObjective implements TrainingObjective {
  private final Tsnet network;
  private final SdcomConfig config;

  /** An objective of a network in the policy stage. */
  public PolicyObjective(Tsnet network, SdcomConfig config) {
    this.network = network;
    this.config = config;
  }

  /**
   * The parts of the composite loss.
   *
   * @param finalError cross-entropy of the final logits of every frame, {@code [N]}
   * @param staticError cross-entropy of the static logits of every frame, {@code [N]}
   * @param widthCost squared width of every frame, {@code [N]}
   * @param similarity one plus the mean cosine of dynamic and static logits, a scalar
   */
  record Terms(Tensor finalError, Tensor staticError, Tensor widthCost, Tensor similarity) {
    /** CE of both classifiers for every frame, {@code [N]}. */
    Tensor error() {
      return finalError.add(staticError);
    }
  }

  @Override
  public Outcome backward(Tensor frames, long framesPerClip, Tensor labels, ForwardPass pass) {
    Tsnet.PolicyOutput output = network.policy(frames, pass);
    Terms terms = terms(output, labels);
    Tensor loss =
        switch (config.training().policyLoss()) {
          case COMPOSITE ->
              terms
                  .error()
                  .mean()
                  .add(
                      terms
                          .widthCost()
                          .mean()
                          .mul(new Scalar(config.training().efficiencyWeight())))
                  .add(terms.similarity());
          case FINAL -> terms.finalError().mean();
          case SEPARATE -> terms.staticError().mean().add(dynamicError(output, labels));
        };
    loss.backward();
    pass.observer().value(network, "cat_logit", output.logits());
    pass.observer().value(network, "policy_logit", output.decision().logits());
    pass.observer().value(network, "slim_logit", output.dynamicLogits());
    pass.observer().value(network, "ce_cat", terms.finalError());
    pass.observer().value(network, "ce_policy", terms.staticError());
    pass.observer().value(network, "flops", terms.widthCost());
    pass.observer().value(network, "sim", terms.similarity());
    return new Outcome(loss, prediction(output));
  }

  /** The parts of the loss for clips with these labels {@code [B]}. */
  Terms terms(Tsnet.PolicyOutput output, Tensor labels) {
    Tensor ofFrames = perFrame(labels);
    double smoothing = config.training().labelSmoothing();
    PolicyNetwork.Decision decision = output.decision();
    return new Terms(
        Losses.crossEntropy(output.logits(), ofFrames, smoothing),
        Losses.crossEntropy(decision.logits(), ofFrames, smoothing),
        Losses.widthCost(decision.choice().hard(), config.widths()),
        Losses.cosine(output.dynamicLogits(), decision.logits()));
  }

  private Tensor dynamicError(Tsnet.PolicyOutput output, Tensor labels) {
    return Losses.crossEntropy(
            output.dynamicLogits(), perFrame(labels), config.training().labelSmoothing())
        .mean();
  }

  private Tensor perFrame(Tensor labels) {
    return labels.repeat_interleave(config.numSegments());
  }

  private Tensor prediction(Tsnet.PolicyOutput output) {
    return switch (config.training().policyLoss()) {
      case COMPOSITE, FINAL -> output.prediction();
      case SEPARATE -> {
        Tensor logits = output.decision().logits();
        yield logits.view(-1, config.numSegments(), logits.size(1)).mean(1);
      }
    };
  }
}

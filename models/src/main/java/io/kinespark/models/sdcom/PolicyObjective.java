package io.kinespark.models.sdcom;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.MovingAverage;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.TrainingObjective;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Phase 2 ({@code train_policy}, {@code lib/trainer/main_trainer.py}). Every frame has its clip's
 * targets; the composite loss is
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
  private final Optional<MovingAverage> average;

  /** An objective of a network in the policy stage. */
  public PolicyObjective(Tsnet network, SdcomConfig config, TensorSpace space) {
    this.network = network;
    this.config = config;
    this.average =
        config.training().emaDecay() > 0 ? Optional.of(average(space)) : Optional.empty();
  }

  /** The parts that learn; the original keeps their average too and never asks it. */
  private MovingAverage average(TensorSpace space) {
    PolicyNetwork policy = new PolicyNetwork(space, config);
    return new MovingAverage(
        network,
        Map.of(
            "policy_net",
            policy,
            "final_classifier",
            Tsnet.finalClassifier(space, config, policy.features())),
        config.training().emaDecay());
  }

  @Override
  public Outcome backward(Tensor frames, long framesPerClip, Tensor targets, ForwardPass pass) {
    average.ifPresent(MovingAverage::begin);
    Tsnet.PolicyOutput output = network.policy(frames, pass);
    PolicyTerms terms = PolicyTerms.of(output, targets, config);
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
          case SEPARATE -> terms.staticError().mean().add(dynamicError(output, targets));
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

  private Tensor dynamicError(Tsnet.PolicyOutput output, Tensor targets) {
    return Losses.crossEntropy(
            output.dynamicLogits(),
            PolicyTerms.perFrame(targets, config),
            config.training().labelSmoothing())
        .mean();
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

  @Override
  public void afterUpdate() {
    average.ifPresent(MovingAverage::update);
  }

  @Override
  public Optional<MovingAverage> companion() {
    return average;
  }

  @Override
  public void close() {
    average.ifPresent(MovingAverage::close);
  }
}

package io.kinespark.models.sdcom;

import io.kinespark.models.nn.ChannelMask;
import io.kinespark.models.nn.ClipClassifier;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.SlimmableLinear;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.WidthChoice;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The whole system ({@code TSNet}, {@code lib/arch/tsnet.py}): per frame a static network, a
 * slimmable network at the width that the gate chose, and the classifier over both features.
 * Children {@code backbone}, {@code policy_net}, {@code classifier}, {@code final_classifier}.
 * Frames are {@code [N, 3, H, W]} with N = B*T, the T of a clip in consecutive rows.
 *
 * <p>In the supernet stage the parameters of {@code policy_net} and {@code final_classifier} are
 * frozen, in every other stage those of {@code backbone} and {@code classifier}.
 */
public final class Tsnet extends ClipClassifier {
  private final SdcomConfig config;
  private final ChannelMask mask;
  private final SlimmableResNet backbone;
  private final PolicyNetwork policy;
  private final SlimmableLinear classifier;
  private final PoolingClassifier finalClassifier;
  private final FramewiseFeatures framewise;

  /** A network of that architecture, its parameters still zero. */
  public Tsnet(TensorSpace space, SdcomConfig config) {
    this.config = config;
    this.mask = new ChannelMask(space, config.widths());
    this.backbone =
        child(
            "backbone",
            new SlimmableResNet(space, config.widths(), config.backbone(), config.temporalShift()));
    this.policy = child("policy_net", new PolicyNetwork(space, config));
    this.classifier =
        child("classifier", new SlimmableLinear(space, SdcomConfig.FEATURES, config.numClasses()));
    this.finalClassifier =
        child("final_classifier", finalClassifier(space, config, policy.features()));
    this.framewise = new FramewiseFeatures(backbone, config);
    freezeForStage();
  }

  /** The classifier over static and dynamic features. */
  static PoolingClassifier finalClassifier(
      TensorSpace space, SdcomConfig config, int staticFeatures) {
    return new PoolingClassifier(
        space,
        (long) staticFeatures + SdcomConfig.FEATURES,
        config.numSegments(),
        config.numClasses(),
        config.dropout());
  }

  private void freezeForStage() {
    switch (config.stage()) {
      case SUPERNET -> {
        policy.freeze();
        finalClassifier.freeze();
      }
      case POLICY, INFERENCE, STATIC_INFERENCE -> {
        backbone.freeze();
        classifier.freeze();
      }
    }
  }

  /** In the policy stage the slimmable network keeps to its running statistics. */
  @Override
  public void train(boolean training) {
    super.train(training);
    if (config.stage() != SdcomStage.SUPERNET) {
      backbone.train(false);
    }
  }

  /**
   * The clips' logits by the slimmable network alone, the mean over frames.
   *
   * @param width position in the configured widths
   * @return {@code [B, C]}
   */
  public Tensor supernet(Tensor frames, int width, ForwardPass pass) {
    return supernet(backbone, classifier, frames, width, config.numSegments(), pass);
  }

  /** The same logits of any slimmable network and classifier. */
  static Tensor supernet(
      SlimmableResNet backbone,
      SlimmableLinear classifier,
      Tensor frames,
      int width,
      long segments,
      ForwardPass pass) {
    Tensor maps = backbone.forward(frames, new WidthChoice.Sliced(width), segments, pass);
    Tensor logits = classifier.forward(maps.mean(2, 3), pass);
    return logits.view(-1, segments, logits.size(1)).mean(1);
  }

  /**
   * What the policy stage computes.
   *
   * @param logits of the final classifier for every frame, {@code [N, C]}
   * @param prediction of the clips, {@code [B, C]}
   * @param decision of the static network and the gate
   * @param dynamicFeatures F_d {@code [N, 2048]}, weighted by the soft scores
   * @param dynamicLogits of the slimmable network's classifier, {@code [N, C]}
   */
  public record PolicyOutput(
      Tensor logits,
      Tensor prediction,
      PolicyNetwork.Decision decision,
      Tensor dynamicFeatures,
      Tensor dynamicLogits) {}

  /**
   * The policy stage: dynamic features at the chosen widths, each channel weighted by the summed
   * soft scores of the widths that contain it, through which the gate gets its gradient.
   */
  public PolicyOutput policy(Tensor frames, ForwardPass pass) {
    PolicyNetwork.Decision decision = policy.forward(frames, pass);
    Tensor features =
        mask.apply(framewise.of(frames, decision.choice(), pass), decision.choice().soft());
    Tensor dynamicLogits = classifier.forward(features, pass);
    Tensor logits = finalClassifier.forward(concatenate(decision.features(), features), pass);
    return new PolicyOutput(
        logits, finalClassifier.last(logits), decision, features, dynamicLogits);
  }

  /**
   * What the inference stages compute.
   *
   * @param logits of the final classifier for every frame, {@code [N, C]}
   * @param prediction of the clips, {@code [B, C]}
   * @param decision of the static network and the gate
   * @param dynamicFeatures F_d {@code [N, 2048]}, zero beyond a frame's width
   */
  public record InferenceOutput(
      Tensor logits, Tensor prediction, PolicyNetwork.Decision decision, Tensor dynamicFeatures) {}

  /** The inference stage: dynamic features at the chosen widths as they are. */
  public InferenceOutput inference(Tensor frames, ForwardPass pass) {
    PolicyNetwork.Decision decision = policy.forward(frames, pass);
    return compose(decision, framewise.of(frames, decision.choice(), pass), pass);
  }

  /** The inference stage with the second width for every frame. */
  public InferenceOutput staticInference(Tensor frames, ForwardPass pass) {
    PolicyNetwork.Decision decision = policy.forward(frames, pass);
    return compose(decision, framewise.atWidth(frames, 1, pass), pass);
  }

  private InferenceOutput compose(
      PolicyNetwork.Decision decision, Tensor features, ForwardPass pass) {
    Tensor logits = finalClassifier.forward(concatenate(decision.features(), features), pass);
    return new InferenceOutput(logits, finalClassifier.last(logits), decision, features);
  }

  private static Tensor concatenate(Tensor staticFeatures, Tensor dynamicFeatures) {
    return torch.cat(new TensorVector(staticFeatures, dynamicFeatures), 1);
  }

  @Override
  public Tensor forward(Tensor frames, long framesPerSample, ForwardPass pass) {
    return switch (config.stage()) {
      case SUPERNET -> supernet(frames, config.widths().positionOf(config.evaluationWidth()), pass);
      case POLICY -> policy(frames, pass).prediction();
      case INFERENCE -> inference(frames, pass).prediction();
      case STATIC_INFERENCE -> staticInference(frames, pass).prediction();
    };
  }
}

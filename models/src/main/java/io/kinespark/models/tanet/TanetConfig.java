package io.kinespark.models.tanet;

import io.kinespark.models.AverageClips;
import io.kinespark.models.ModelConfig;
import io.kinespark.models.Require;
import io.kinespark.models.resnet.ResNetConfig;

/**
 * TANet: a 2-D ResNet whose bottlenecks hold temporal adaptive modules (arXiv 2005.06803, ICCV
 * 2021; names and defaults of mmaction2's {@code tanet_r50}). With the modules disabled it is the
 * TSN-like baseline on the same ResNet.
 *
 * @param backbone the ResNet
 * @param tam the temporal adaptive module of every bottleneck
 * @param head the classification head and its loss
 * @param numClasses classes of the classifier
 * @param numSegments T, frames of one clip, at least 3; baked into the shape of the modules' global
 *     branches
 * @param fcLr5 train the classifier's weight at 5 times and its bias at 10 times the base learning
 *     rate
 * @param averageClips how the views of one video are combined
 */
public record TanetConfig(
    ResNetConfig backbone,
    TamConfig tam,
    HeadConfig head,
    int numClasses,
    int numSegments,
    boolean fcLr5,
    AverageClips averageClips)
    implements ModelConfig {
  /** Checks the ranges and that the parts fit each other. */
  public TanetConfig {
    Require.atLeast(numClasses, 1, "num-classes");
    Require.atLeast(numSegments, 3, "num-segments");
    Require.that(
        !tam.enabled() || backbone.baseWidth() >= tam.beta(),
        "base-width %d is smaller than tam.beta %d: the local branch would have no channels"
            .formatted(backbone.baseWidth(), tam.beta()));
  }

  /**
   * A published TANet: ResNet of that depth, default TAM, TSM head with dropout 0.5, mean of
   * softmax over views.
   *
   * @param depth 50, 101 or 152
   * @param numClasses classes of the classifier
   * @param numSegments frames of one clip
   */
  public static TanetConfig of(int depth, int numClasses, int numSegments) {
    return new TanetConfig(
        ResNetConfig.ofDepth(depth),
        TamConfig.published(),
        HeadConfig.tsm(),
        numClasses,
        numSegments,
        true,
        AverageClips.PROB);
  }

  @Override
  public int framesPerClip() {
    return numSegments;
  }

  @Override
  public String family() {
    return TanetFamily.NAME;
  }

  /** The same network on another ResNet. */
  public TanetConfig withBackbone(ResNetConfig newBackbone) {
    return new TanetConfig(newBackbone, tam, head, numClasses, numSegments, fcLr5, averageClips);
  }

  /** The same network with other temporal modules, or none. */
  public TanetConfig withTam(TamConfig newTam) {
    return new TanetConfig(backbone, newTam, head, numClasses, numSegments, fcLr5, averageClips);
  }

  /** The same network with another head. */
  public TanetConfig withHead(HeadConfig newHead) {
    return new TanetConfig(backbone, tam, newHead, numClasses, numSegments, fcLr5, averageClips);
  }

  /** The same network with another rule for the classifier's learning rate. */
  public TanetConfig withFcLr5(boolean newFcLr5) {
    return new TanetConfig(backbone, tam, head, numClasses, numSegments, newFcLr5, averageClips);
  }

  /** The same network with another combination of views. */
  public TanetConfig withAverageClips(AverageClips newAverageClips) {
    return new TanetConfig(backbone, tam, head, numClasses, numSegments, fcLr5, newAverageClips);
  }
}

package io.kinespark.models.sdcom;

import io.kinespark.models.AverageClips;
import io.kinespark.models.ChannelWidths;
import io.kinespark.models.FixedWidths;
import io.kinespark.models.ModelConfig;
import io.kinespark.models.Require;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * SDCOM: a static network that sees every frame, a slimmable ResNet that sees each at the width
 * that a gate chose for it, and a classifier over both (IEEE TNNLS, doi 10.1109/TNNLS.2024.3525187;
 * names of repository LannCX/SDCOM).
 *
 * @param stage what the network does and which parts learn
 * @param backbone the slimmable (dynamic, supplementary) network
 * @param staticNetwork the static (primary) network
 * @param numClasses C, classes of every classifier
 * @param numSegments T, frames of one clip; the final classifier has a head for each
 * @param dropout before the static and the final classifiers while training
 * @param widths at which the slimmable network runs
 * @param evaluationWidth the width at which the supernet stage predicts
 * @param temperature tau of the gate's Gumbel softmax
 * @param evaluationNoise whether the gate draws its choice when it predicts, as the released code
 *     does, instead of taking the best width
 * @param temporalShift whether the shift of {@code tsm-resnet50} acts; the released code computes
 *     it and throws it away
 * @param training losses and teacher
 * @param averageClips how the views of one video are combined
 */
public record SdcomConfig(
    SdcomStage stage,
    SlimmableDepth backbone,
    PrimaryKind staticNetwork,
    int numClasses,
    int numSegments,
    double dropout,
    ChannelWidths widths,
    double evaluationWidth,
    double temperature,
    boolean evaluationNoise,
    boolean temporalShift,
    SdcomTraining training,
    AverageClips averageClips)
    implements ModelConfig {
  /** Checks the ranges and that the parts fit each other. */
  public SdcomConfig {
    Require.atLeast(numClasses, 1, "num-classes");
    Require.atLeast(numSegments, 1, "num-segments");
    Require.that(
        dropout >= 0 && dropout < 1, "dropout is %s; it must be in [0, 1)".formatted(dropout));
    Require.that(temperature > 0, "temperature is %s; it must be positive".formatted(temperature));
    widths.positionOf(evaluationWidth);
    Require.that(
        stage != SdcomStage.POLICY || backbone.features() == FEATURES,
        "backbone %s has %d features; the policy stage needs the %d of a ResNet with bottlenecks"
            .formatted(backbone, backbone.features(), FEATURES));
    Require.that(
        !temporalShift || backbone.shifts(),
        "temporal-shift needs backbone tsm-resnet50; %s has no shift".formatted(backbone));
  }

  /** Features of a frame in the slimmable network, to which narrower ones are filled up. */
  public static final int FEATURES = 2048;

  /**
   * A published network: MobileNetV2 beside a slimmable ResNet-50, widths 0 to 1, dropout 0.5,
   * temperature 5.
   */
  public static SdcomConfig published(SdcomStage stage, int numClasses, int numSegments) {
    return new SdcomConfig(
        stage,
        SlimmableDepth.RESNET50,
        PrimaryKind.MOBILENETV2,
        numClasses,
        numSegments,
        0.5,
        ChannelWidths.published(),
        1.0,
        5.0,
        false,
        false,
        SdcomTraining.published(),
        AverageClips.PROB);
  }

  @Override
  public String family() {
    return SdcomFamily.NAME;
  }

  @Override
  public int framesPerClip() {
    return numSegments;
  }

  /** The same network in another stage. */
  public SdcomConfig withStage(SdcomStage newStage) {
    return new SdcomConfig(
        newStage,
        backbone,
        staticNetwork,
        numClasses,
        numSegments,
        dropout,
        widths,
        evaluationWidth,
        temperature,
        evaluationNoise,
        temporalShift,
        training,
        averageClips);
  }

  /** The same network of other parts. */
  public SdcomConfig withNetworks(SlimmableDepth newBackbone, PrimaryKind newStaticNetwork) {
    return new SdcomConfig(
        stage,
        newBackbone,
        newStaticNetwork,
        numClasses,
        numSegments,
        dropout,
        widths,
        evaluationWidth,
        temperature,
        evaluationNoise,
        temporalShift,
        training,
        averageClips);
  }

  @Override
  public boolean keepsAverage() {
    boolean learns = stage == SdcomStage.SUPERNET || stage == SdcomStage.POLICY;
    return learns && training.emaDecay() > 0;
  }

  /** MobileNetV2's gate takes maps of 7 by 7, so frames of 224 by 224. */
  @Override
  public OptionalInt frameSide() {
    return stage != SdcomStage.SUPERNET && staticNetwork == PrimaryKind.MOBILENETV2
        ? OptionalInt.of(224)
        : OptionalInt.empty();
  }

  /** In these stages frames run at the widths that the gate chose for them. */
  @Override
  public Optional<ChannelWidths> chosenWidths() {
    return stage == SdcomStage.POLICY || stage == SdcomStage.INFERENCE
        ? Optional.of(widths)
        : Optional.empty();
  }

  /** The network with the second width for all frames, and the supernet at every width. */
  @Override
  public Optional<FixedWidths> fixedWidths() {
    SdcomConfig supernet = withStage(SdcomStage.SUPERNET);
    List<ModelConfig> alone =
        widths.ratios().stream()
            .<ModelConfig>map(ratio -> supernet.withEvaluationWidth(ratio))
            .toList();
    return chosenWidths()
        .map(any -> new FixedWidths(withStage(SdcomStage.STATIC_INFERENCE), alone, "backbone."));
  }

  /** The same network, its supernet stage predicting at another width. */
  public SdcomConfig withEvaluationWidth(double newEvaluationWidth) {
    return new SdcomConfig(
        stage,
        backbone,
        staticNetwork,
        numClasses,
        numSegments,
        dropout,
        widths,
        newEvaluationWidth,
        temperature,
        evaluationNoise,
        temporalShift,
        training,
        averageClips);
  }

  /** The same network for clips of another number of frames. */
  public SdcomConfig withNumSegments(int newNumSegments) {
    return new SdcomConfig(
        stage,
        backbone,
        staticNetwork,
        numClasses,
        newNumSegments,
        dropout,
        widths,
        evaluationWidth,
        temperature,
        evaluationNoise,
        temporalShift,
        training,
        averageClips);
  }
}

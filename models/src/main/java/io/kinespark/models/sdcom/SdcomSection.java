package io.kinespark.models.sdcom;

import io.kinespark.models.AverageClips;
import io.kinespark.models.ChannelWidths;
import io.kinespark.settings.Interval;
import io.kinespark.settings.SectionReader;
import java.util.List;

/** Reads the section {@code kinespark.model.sdcom}. */
final class SdcomSection {
  private static final Interval SHARE = Interval.fromBelow(0, 1);

  private SdcomSection() {}

  static SdcomConfig read(SectionReader sdcom, int numClasses, int numSegments) {
    SdcomStage stage = sdcom.choice("stage", SdcomStage.class);
    SlimmableDepth backbone = sdcom.choice("backbone", SlimmableDepth.class);
    PrimaryKind staticNetwork = sdcom.choice("static-network", PrimaryKind.class);
    double dropout = sdcom.number("dropout", SHARE);
    List<Double> ratios = sdcom.numbers("widths", Interval.between(0, 1));
    ChannelWidths widths = sdcom.build(() -> new ChannelWidths(ratios), ChannelWidths.published());
    double evaluationWidth = sdcom.number("evaluation-width", Interval.between(0, 1));
    double temperature = sdcom.number("temperature", Interval.above(0));
    boolean evaluationNoise = sdcom.flag("evaluation-noise");
    boolean temporalShift = sdcom.flag("temporal-shift");
    AverageClips averageClips = sdcom.choice("average-clips", AverageClips.class);
    SdcomTraining training = training(sdcom);
    return sdcom.build(
        () ->
            new SdcomConfig(
                stage,
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
                averageClips),
        SdcomConfig.published(SdcomStage.SUPERNET, numClasses, numSegments));
  }

  private static SdcomTraining training(SectionReader sdcom) {
    double labelSmoothing = sdcom.number("label-smoothing", SHARE);
    double emaDecay = sdcom.number("ema-decay", SHARE);
    PolicyLoss policyLoss = sdcom.choice("policy-loss", PolicyLoss.class);
    double efficiencyWeight = sdcom.number("efficiency-weight", Interval.atLeast(0));
    boolean partMultipliers = sdcom.flag("part-multipliers");
    return sdcom.build(
        () ->
            new SdcomTraining(
                labelSmoothing, emaDecay, policyLoss, efficiencyWeight, partMultipliers),
        SdcomTraining.published());
  }
}

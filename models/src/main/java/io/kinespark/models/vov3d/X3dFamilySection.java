package io.kinespark.models.vov3d;

import io.kinespark.settings.Interval;
import io.kinespark.settings.SectionReader;
import java.util.List;

/**
 * Reads the sections {@code kinespark.model.vov3d} and {@code kinespark.model.x3d}, and {@code
 * kinespark.model.x3d-family}, which both families share.
 */
final class X3dFamilySection {
  private static final Interval POSITIVE = Interval.above(0);
  private static final Interval COUNT = Interval.atLeast(1);

  private X3dFamilySection() {}

  static Vov3dConfig vov3d(SectionReader model, int numClasses, int numFrames) {
    X3dBaseConfig base = base(model.section("x3d-family"), numClasses, numFrames);
    SectionReader vov3d = model.section("vov3d");
    int innerChannels = vov3d.integer("inner-channels", COUNT);
    int stemChannels =
        vov3d.optionalInteger("stem-channels", COUNT).orElse(Math.max(1, innerChannels / 2));
    int headChannels = vov3d.optionalInteger("head-channels", COUNT).orElse(8 * innerChannels);
    List<Double> inner = vov3d.numbers("inner-multipliers", POSITIVE);
    List<Double> out = vov3d.numbers("out-multipliers", POSITIVE);
    List<Integer> blocks = vov3d.integers("stage-blocks", COUNT);
    int convolutions = vov3d.integer("convs-per-tosa", COUNT);
    return vov3d.build(
        () ->
            new Vov3dConfig(
                stemChannels, innerChannels, inner, out, blocks, convolutions, headChannels, base),
        Vov3dConfig.medium(numClasses, numFrames));
  }

  static X3dConfig x3d(SectionReader model, int numClasses, int numFrames) {
    X3dBaseConfig base = base(model.section("x3d-family"), numClasses, numFrames);
    SectionReader x3d = model.section("x3d");
    int dimC1 = x3d.integer("dim-c1", COUNT);
    double width = x3d.number("width-factor", POSITIVE);
    double depth = x3d.number("depth-factor", POSITIVE);
    double bottleneck = x3d.number("bottleneck-factor", POSITIVE);
    return x3d.build(
        () -> new X3dConfig(dimC1, width, depth, bottleneck, base),
        X3dConfig.medium(numClasses, numFrames));
  }

  private static X3dBaseConfig base(SectionReader family, int numClasses, int numFrames) {
    int trainCrop = family.integer("train-crop", COUNT);
    List<Integer> strides = family.integers("spatial-strides", COUNT);
    double seRatio = family.number("se-ratio", POSITIVE);
    int headFeatures = family.integer("head-features", COUNT);
    boolean normalisedFeatures = family.flag("normalised-features");
    double dropout = family.number("dropout", Interval.fromBelow(0, 1));
    double normDecay = family.number("norm-decay", Interval.atLeast(0));
    SectionReader norm = family.section("norm");
    double epsilon = norm.number("epsilon", POSITIVE);
    double momentum = norm.number("momentum", new Interval(0, false, 1, true));
    int syncGroups = norm.integer("sync-groups", Interval.atLeast(0));
    return family.build(
        () ->
            new X3dBaseConfig(
                numClasses,
                numFrames,
                trainCrop,
                strides,
                seRatio,
                headFeatures,
                normalisedFeatures,
                dropout,
                new BatchNormConfig(epsilon, momentum, syncGroups),
                normDecay),
        X3dBaseConfig.of(Math.max(1, numClasses), Math.max(1, numFrames)));
  }
}

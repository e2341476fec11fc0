package io.kinespark.models.dsanet;

import io.kinespark.models.AverageClips;
import io.kinespark.models.resnet.BottleneckStyle;
import io.kinespark.settings.Interval;
import io.kinespark.settings.SectionReader;
import java.util.List;

/** Reads the section {@code kinespark.model.dsanet}. */
final class DsanetSection {
  private static final Interval COUNT = Interval.atLeast(1);
  private static final int MAX_STAGES = 4;

  private enum Temporal {
    INFLATED,
    SHIFTED,
    INDEPENDENT
  }

  private DsanetSection() {}

  static DsanetConfig read(SectionReader dsanet, int numClasses, int framesPerSnippet) {
    DsanetBackboneConfig backbone = backbone(dsanet);
    DsaConfig dsa = dsa(dsanet.section("dsa"), backbone.stageBlocks());
    SnippetHeadConfig head = head(dsanet.section("head"));
    int snippets = dsanet.integer("snippets", COUNT);
    AverageClips averageClips = dsanet.choice("average-clips", AverageClips.class);
    return dsanet.build(
        () ->
            new DsanetConfig(
                backbone, dsa, head, numClasses, snippets, framesPerSnippet, averageClips),
        DsanetConfig.of(50, Math.max(1, numClasses)));
  }

  private static DsanetBackboneConfig backbone(SectionReader dsanet) {
    int depth = dsanet.integer("depth", COUNT);
    DsanetBackboneConfig standIn = DsanetBackboneConfig.inflated(50);
    ResNetDepth shape = dsanet.build(() -> ResNetDepth.of(depth), ResNetDepth.of(50));
    List<Integer> blocks = stageBlocks(dsanet, shape);
    int baseWidth = dsanet.integer("base-width", COUNT);
    List<Integer> strides = first(dsanet.integers("strides", COUNT), blocks);
    List<Integer> dilations = first(dsanet.integers("dilations", COUNT), blocks);
    BottleneckStyle style = dsanet.choice("style", BottleneckStyle.class);
    boolean averageShortcut = dsanet.flag("average-shortcut");
    AverageDownsampling downsampling =
        dsanet.choice("average-downsampling", AverageDownsampling.class);
    int deepStem = dsanet.integer("deep-stem", Interval.atLeast(0));
    boolean zeroInit = dsanet.flag("zero-init-residual");
    Freezing freezing = freezing(dsanet);
    TemporalModel temporal = temporal(dsanet, blocks);
    return dsanet.build(
        () ->
            new DsanetBackboneConfig(
                shape.block(),
                blocks,
                baseWidth,
                strides,
                dilations,
                style,
                averageShortcut,
                downsampling,
                deepStem,
                zeroInit,
                freezing,
                temporal),
        standIn);
  }

  private static List<Integer> stageBlocks(SectionReader dsanet, ResNetDepth shape) {
    List<Integer> blocks = dsanet.integers("stage-blocks", COUNT);
    if (blocks.size() > MAX_STAGES) {
      dsanet.problem("stage-blocks", "must name four stages at most");
    }
    return blocks.isEmpty() || blocks.size() > MAX_STAGES ? shape.stageBlocks() : blocks;
  }

  private static Freezing freezing(SectionReader dsanet) {
    int stages = dsanet.integer("frozen-stages", Interval.between(-1, MAX_STAGES));
    boolean normEval = dsanet.flag("norm-eval");
    boolean normFrozen = dsanet.flag("norm-frozen");
    return dsanet.build(() -> new Freezing(stages, normEval, normFrozen), Freezing.none());
  }

  private static TemporalModel temporal(SectionReader dsanet, List<Integer> blocks) {
    TemporalModel inflated = inflated(dsanet.section("inflation"), blocks);
    SectionReader shift = dsanet.section("shift");
    ShiftPlace place = shift.choice("place", ShiftPlace.class);
    int divisor = shift.integer("divisor", Interval.atLeast(2));
    boolean pool = shift.flag("temporal-pool");
    return switch (dsanet.choice("temporal", Temporal.class)) {
      case INFLATED -> inflated;
      case SHIFTED -> new TemporalModel.FrameWise(place, Math.max(2, divisor), pool);
      case INDEPENDENT -> new TemporalModel.FrameWise(ShiftPlace.NONE, Math.max(2, divisor), pool);
    };
  }

  private static TemporalModel inflated(SectionReader inflation, List<Integer> stageBlocks) {
    List<List<Boolean>> blocks = BlockFlags.read(inflation, "blocks", stageBlocks);
    String style = inflation.text("style");
    List<Integer> stemKernel = inflation.integers("stem-kernel", COUNT);
    int stemStride = inflation.integer("stem-stride", COUNT);
    int poolKernel = inflation.integer("pool-kernel", COUNT);
    int poolStride = inflation.integer("pool-stride", COUNT);
    boolean secondPool = inflation.flag("second-pool");
    List<Integer> strides = first(inflation.integers("strides", COUNT), stageBlocks);
    return inflation.build(
        () ->
            new TemporalModel.Inflated(
                blocks,
                InflationStyle.of(style),
                stemKernel,
                stemStride,
                poolKernel,
                poolStride,
                secondPool,
                strides),
        DsanetBackboneConfig.inflated(50).temporal());
  }

  private static DsaConfig dsa(SectionReader dsa, List<Integer> stageBlocks) {
    List<List<Boolean>> blocks = BlockFlags.read(dsa, "blocks", stageBlocks);
    DsaPlace place = dsa.choice("place", DsaPlace.class);
    int alpha = dsa.integer("alpha", COUNT);
    int kernelSize = dsa.integer("kernel-size", COUNT);
    double ratio = dsa.number("ratio", new Interval(0, false, 1, true));
    boolean identity = dsa.flag("identity");
    return dsa.build(
        () -> new DsaConfig(blocks, place, alpha, kernelSize, ratio, identity), DsaConfig.none());
  }

  private static SnippetHeadConfig head(SectionReader head) {
    SnippetHeadConfig.Pooling pooling = head.choice("pooling", SnippetHeadConfig.Pooling.class);
    int temporal = head.integer("temporal-size", Interval.atLeast(0));
    int spatial = head.integer("spatial-size", Interval.atLeast(0));
    double dropout = head.number("dropout", Interval.fromBelow(0, 1));
    boolean fullyConvolutional = head.flag("fully-convolutional");
    return head.build(
        () -> new SnippetHeadConfig(pooling, temporal, spatial, dropout, fullyConvolutional),
        SnippetHeadConfig.published());
  }

  private static List<Integer> first(List<Integer> perStage, List<Integer> stages) {
    return perStage.subList(0, Math.min(stages.size(), perStage.size()));
  }
}

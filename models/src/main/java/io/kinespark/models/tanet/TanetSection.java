package io.kinespark.models.tanet;

import io.kinespark.models.AverageClips;
import io.kinespark.models.resnet.BottleneckStyle;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.settings.Interval;
import io.kinespark.settings.SectionReader;
import java.util.List;

/** Reads the section {@code kinespark.model.tanet}. */
final class TanetSection {
  private TanetSection() {}

  static TanetConfig read(SectionReader tanet, int numClasses, int numSegments) {
    ResNetConfig backbone = backbone(tanet);
    TamConfig tam = tam(tanet.section("tam"));
    HeadKind kind = tanet.choice("head", HeadKind.class);
    HeadConfig head =
        new HeadConfig(
            kind,
            tanet.number("dropout", Interval.fromBelow(0, 1)),
            tanet.number("label-smoothing", Interval.fromBelow(0, 1)));
    boolean fcLr5 = tanet.flag("fc-lr5");
    AverageClips averageClips = tanet.choice("average-clips", AverageClips.class);
    return tanet.build(
        () -> new TanetConfig(backbone, tam, head, numClasses, numSegments, fcLr5, averageClips),
        TanetConfig.of(50, numClasses, numSegments));
  }

  private static ResNetConfig backbone(SectionReader tanet) {
    int stages = tanet.integer("num-stages", Interval.between(1, 4));
    List<Integer> blocks = stageBlocks(tanet, stages);
    int baseWidth = tanet.integer("base-width", Interval.atLeast(1));
    List<Integer> strides = tanet.integers("strides", Interval.between(1, 2));
    List<Integer> dilations = tanet.integers("dilations", Interval.atLeast(1));
    BottleneckStyle style = tanet.choice("style", BottleneckStyle.class);
    int frozenStages = tanet.integer("frozen-stages", Interval.between(-1, 4));
    boolean normEval = tanet.flag("norm-eval");
    boolean partialBn = tanet.flag("partial-bn");
    return tanet.build(
        () ->
            new ResNetConfig(
                blocks,
                baseWidth,
                first(strides, stages),
                first(dilations, stages),
                style,
                frozenStages,
                normEval,
                partialBn),
        ResNetConfig.ofDepth(50));
  }

  private static List<Integer> stageBlocks(SectionReader tanet, int stages) {
    int depth = tanet.integer("depth", Interval.atLeast(1));
    List<Integer> blocks = tanet.integers("stage-blocks", Interval.atLeast(1));
    if (blocks.isEmpty()) {
      ResNetConfig published =
          tanet.build(() -> ResNetConfig.ofDepth(depth), ResNetConfig.ofDepth(50));
      return first(published.stageBlocks(), stages);
    }
    if (blocks.size() != stages) {
      tanet.problem(
          "stage-blocks", "must be empty or have one number for each of the " + stages + " stages");
    }
    return blocks;
  }

  private static TamConfig tam(SectionReader tam) {
    Interval positive = Interval.atLeast(1);
    boolean enabled = tam.flag("enabled");
    int alpha = tam.integer("alpha", positive);
    int kernelSize = tam.integer("kernel-size", positive);
    int beta = tam.integer("beta", positive);
    int conv1dKernelSize = tam.integer("conv1d-kernel-size", positive);
    int stride = tam.integer("stride", positive);
    int padding = tam.integer("padding", Interval.atLeast(0));
    return tam.build(
        () -> new TamConfig(enabled, alpha, kernelSize, beta, conv1dKernelSize, stride, padding),
        TamConfig.published());
  }

  private static List<Integer> first(List<Integer> perStage, int stages) {
    return perStage.subList(0, Math.min(stages, perStage.size()));
  }
}

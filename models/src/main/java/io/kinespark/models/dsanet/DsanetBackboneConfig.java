package io.kinespark.models.dsanet;

import io.kinespark.models.Require;
import io.kinespark.models.resnet.BottleneckStyle;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * A residual network over snippets (whwu95/DSANet {@code backbones/resnet_i3d.py}, {@code
 * resnet.py} and {@code resnet_tsm.py}).
 *
 * @param block what the stages are made of
 * @param stageBlocks blocks of each stage, one to four stages
 * @param baseWidth planes of the first stage and channels of a plain stem; stage i has {@code
 *     baseWidth * 2^i} planes
 * @param strides along height and width of the first block of each stage
 * @param dilations of the 3x3 convolutions of each stage
 * @param style which convolution of a bottleneck carries its stride
 * @param averageShortcut whether strided shortcuts are average pools before a 1x1 convolution
 *     ({@code avg_down})
 * @param averageDownsampling whether average pools stride the bottlenecks
 * @param deepStem width w of a stem of three 3x3 convolutions of w, w and 2w channels; 0 for a
 *     plain stem
 * @param zeroInitResidual whether the last norm of every inflated bottleneck starts with scale 0
 * @param freezing what is not trained
 * @param temporal how the network sees the frames of a snippet
 */
public record DsanetBackboneConfig(
    BlockKind block,
    List<Integer> stageBlocks,
    int baseWidth,
    List<Integer> strides,
    List<Integer> dilations,
    BottleneckStyle style,
    boolean averageShortcut,
    AverageDownsampling averageDownsampling,
    int deepStem,
    boolean zeroInitResidual,
    Freezing freezing,
    TemporalModel temporal)
    implements Serializable {
  private static final int MAX_STAGES = 4;
  private static final List<Integer> STRIDES = List.of(1, 2, 2, 2);

  /** Copies the lists, checks the ranges and that the parts fit each other. */
  public DsanetBackboneConfig {
    stageBlocks = List.copyOf(stageBlocks);
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
    int stages = stageBlocks.size();
    Require.stages(stageBlocks, strides, dilations, baseWidth);
    Require.atLeast(deepStem, 0, "deep-stem");
    Require.that(
        freezing.stages() <= stages,
        "frozen-stages is %d; there are %d stages".formatted(freezing.stages(), stages));
    if (temporal instanceof TemporalModel.Inflated inflated) {
      requireFit(inflated, block, stageBlocks);
    } else if (temporal instanceof TemporalModel.FrameWise frames) {
      Require.that(
          !frames.pooled() || stages >= 2,
          "temporal-pool stands before the second stage; there is none");
      Require.that(!zeroInitResidual, "zero-init-residual is an option of inflated networks only");
    }
  }

  private static void requireFit(
      TemporalModel.Inflated inflated, BlockKind block, List<Integer> stageBlocks) {
    requireFlagPerBlock("inflated blocks", inflated.blocks(), stageBlocks);
    Require.that(
        inflated.strides().size() == stageBlocks.size(),
        "temporal-strides %s must have one entry for each of the %d stages"
            .formatted(inflated.strides(), stageBlocks.size()));
    for (int stage = 0; stage < stageBlocks.size(); stage++) {
      Require.that(
          block == BlockKind.BASIC
              || inflated.strides().get(stage) == 1
              || inflated.blocks().get(stage).get(0),
          "temporal-strides %s: the first bottleneck of stage %d is not inflated and cannot stride along time as its shortcut does"
              .formatted(inflated.strides(), stage + 1));
    }
  }

  static void requireFlagPerBlock(
      String what, List<List<Boolean>> flags, List<Integer> stageBlocks) {
    Require.that(
        flags.stream().map(List::size).toList().equals(stageBlocks),
        "%s %s must have one flag for each block of stage-blocks %s"
            .formatted(what, flags, stageBlocks));
  }

  /**
   * The published I3D network of that depth: the third and fourth stages inflated by 3x1x1
   * convolutions.
   */
  public static DsanetBackboneConfig inflated(int depth) {
    List<Integer> blocks = ResNetDepth.of(depth).stageBlocks();
    return of(depth, TemporalModel.Inflated.stages(blocks, List.of(false, false, true, true)));
  }

  /** The network of that depth in 3-D layers of which none spans frames ("C2D"). */
  public static DsanetBackboneConfig uninflated(int depth) {
    List<Integer> blocks = ResNetDepth.of(depth).stageBlocks();
    return of(depth, TemporalModel.Inflated.stages(blocks, Collections.nCopies(MAX_STAGES, false)));
  }

  /** The network of that depth, everything but time as published. */
  public static DsanetBackboneConfig of(int depth, TemporalModel temporal) {
    ResNetDepth shape = ResNetDepth.of(depth);
    return new DsanetBackboneConfig(
        shape.block(),
        shape.stageBlocks(),
        64,
        STRIDES,
        Collections.nCopies(MAX_STAGES, 1),
        BottleneckStyle.PYTORCH,
        false,
        AverageDownsampling.NONE,
        0,
        false,
        Freezing.none(),
        temporal);
  }

  /** The same network with other freezing options. */
  public DsanetBackboneConfig withFreezing(Freezing newFreezing) {
    return new DsanetBackboneConfig(
        block,
        stageBlocks,
        baseWidth,
        strides,
        dilations,
        style,
        averageShortcut,
        averageDownsampling,
        deepStem,
        zeroInitResidual,
        newFreezing,
        temporal);
  }

  /** How many stages there are. */
  public int numStages() {
    return stageBlocks.size();
  }

  /** Channels of the stem's output. */
  public int stemChannels() {
    return deepStem == 0 ? baseWidth : 2 * deepStem;
  }

  /** The planes (inner channels) of the blocks of stage {@code stage}, 0-based. */
  public int planes(int stage) {
    return baseWidth << stage;
  }

  /** Channels of the output of stage {@code stage}, 0-based. */
  public int outputs(int stage) {
    return planes(stage) * block.expansion();
  }

  /** Channels of the last stage's output. */
  public int outputChannels() {
    return outputs(numStages() - 1);
  }

  /** Channels of the input of that block, both numbers 0-based. */
  public int inputs(int stage, int index) {
    if (index > 0) {
      return outputs(stage);
    }
    return stage > 0 ? outputs(stage - 1) : stemChannels();
  }
}

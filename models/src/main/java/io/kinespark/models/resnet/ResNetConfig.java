package io.kinespark.models.resnet;

import io.kinespark.models.Require;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * A 2-D ResNet of bottlenecks (mmaction2 {@code models/backbones/resnet.py}).
 *
 * @param stageBlocks blocks of each stage, one to four stages
 * @param baseWidth channels of the stem and planes of the first stage; stage i has {@code baseWidth
 *     * 2^i} planes
 * @param strides stride of the first block of each stage
 * @param dilations dilation of the 3x3 convolutions of each stage
 * @param style which convolution carries a block's stride
 * @param frozenStages -1 freezes nothing; k freezes the stem and stages 1..k: no gradients, norms
 *     on running statistics
 * @param normEval every batch norm (the 1-D ones too) normalises with its running statistics while
 *     training
 * @param partialBn every 2-D batch norm but the stem's is frozen: running statistics, no gradients
 *     of scale and shift
 */
public record ResNetConfig(
    List<Integer> stageBlocks,
    int baseWidth,
    List<Integer> strides,
    List<Integer> dilations,
    BottleneckStyle style,
    int frozenStages,
    boolean normEval,
    boolean partialBn)
    implements Serializable {
  private static final List<Integer> STRIDES = List.of(1, 2, 2, 2);

  /** The factor between a bottleneck's planes and its output channels. */
  public static final int EXPANSION = 4;

  /** Copies the lists and checks the ranges. */
  public ResNetConfig {
    stageBlocks = List.copyOf(stageBlocks);
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
    int stages = stageBlocks.size();
    Require.stages(stageBlocks, strides, dilations, baseWidth);
    Require.that(
        frozenStages >= -1 && frozenStages <= stages,
        "frozen-stages is %d; it must lie between -1 (nothing) and %d (all stages)"
            .formatted(frozenStages, stages));
  }

  /**
   * ResNet-50, -101 or -152 as published.
   *
   * @throws IllegalArgumentException for any other depth
   */
  public static ResNetConfig ofDepth(int depth) {
    return switch (depth) {
      case 50 -> ofBlocks(List.of(3, 4, 6, 3));
      case 101 -> ofBlocks(List.of(3, 4, 23, 3));
      case 152 -> ofBlocks(List.of(3, 8, 36, 3));
      default ->
          throw new IllegalArgumentException(
              "depth is %d; use 50, 101 or 152 (18 and 34 have no bottlenecks), or give stage-blocks"
                  .formatted(depth));
    };
  }

  /** A ResNet with any number of blocks per stage, every other setting as published. */
  public static ResNetConfig ofBlocks(List<Integer> stageBlocks) {
    int stages = Math.min(STRIDES.size(), stageBlocks.size());
    return new ResNetConfig(
        stageBlocks,
        64,
        STRIDES.subList(0, stages),
        Collections.nCopies(stages, 1),
        BottleneckStyle.PYTORCH,
        -1,
        false,
        false);
  }

  /** How many stages there are. */
  public int numStages() {
    return stageBlocks.size();
  }

  /** The planes (inner channels) of the blocks of stage {@code stage}, 0-based. */
  public int planes(int stage) {
    return baseWidth << stage;
  }

  /** Channels of the last stage's output. */
  public int outputChannels() {
    return planes(numStages() - 1) * EXPANSION;
  }

  /** The first {@code stages} stages of this network. */
  public ResNetConfig withNumStages(int stages) {
    Require.that(
        stages >= 1 && stages <= numStages(),
        "num-stages is %d; it must lie between 1 and %d".formatted(stages, numStages()));
    return new ResNetConfig(
        stageBlocks.subList(0, stages),
        baseWidth,
        strides.subList(0, stages),
        dilations.subList(0, stages),
        style,
        frozenStages,
        normEval,
        partialBn);
  }

  /** The same network with another width. */
  public ResNetConfig withBaseWidth(int newBaseWidth) {
    return new ResNetConfig(
        stageBlocks, newBaseWidth, strides, dilations, style, frozenStages, normEval, partialBn);
  }

  /** The same network with other strides and dilations, one entry per stage. */
  public ResNetConfig withStrides(List<Integer> newStrides, List<Integer> newDilations) {
    return new ResNetConfig(
        stageBlocks, baseWidth, newStrides, newDilations, style, frozenStages, normEval, partialBn);
  }

  /** The same network in another style. */
  public ResNetConfig withStyle(BottleneckStyle newStyle) {
    return new ResNetConfig(
        stageBlocks, baseWidth, strides, dilations, newStyle, frozenStages, normEval, partialBn);
  }

  /** The same network with other freezing options. */
  public ResNetConfig withFreezing(int newFrozenStages, boolean newNormEval, boolean newPartialBn) {
    return new ResNetConfig(
        stageBlocks,
        baseWidth,
        strides,
        dilations,
        style,
        newFrozenStages,
        newNormEval,
        newPartialBn);
  }
}

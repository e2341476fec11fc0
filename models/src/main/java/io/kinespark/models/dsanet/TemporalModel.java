package io.kinespark.models.dsanet;

import io.kinespark.models.Require;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** How a backbone of DSANet sees the T frames of a snippet. */
public sealed interface TemporalModel extends Serializable {
  /**
   * As a volume, by 3-D convolutions ({@code ResNet_I3D}; with no block inflated the "C2D"
   * network).
   *
   * @param blocks for each stage, for each of its blocks, whether its kernels span frames
   * @param style which kernels do
   * @param stemKernel size of the first convolution along time, height and width
   * @param stemStride step of the first convolution along time
   * @param poolKernel size of the max pool after it along time
   * @param poolStride step of that pool along time
   * @param secondPool whether a 2x1x1 max pool of stride 2 along time follows the first stage
   * @param strides along time of the first block of each stage
   */
  record Inflated(
      List<List<Boolean>> blocks,
      InflationStyle style,
      List<Integer> stemKernel,
      int stemStride,
      int poolKernel,
      int poolStride,
      boolean secondPool,
      List<Integer> strides)
      implements TemporalModel {
    /** Copies the lists and checks the ranges. */
    public Inflated {
      blocks = blocks.stream().map(List::copyOf).toList();
      stemKernel = List.copyOf(stemKernel);
      strides = List.copyOf(strides);
      Require.that(
          stemKernel.size() == 3 && stemKernel.stream().allMatch(size -> size >= 1),
          "stem-kernel %s must be three sizes: time, height, width".formatted(stemKernel));
      Require.atLeast(stemStride, 1, "stem-stride");
      Require.atLeast(poolKernel, 1, "pool-kernel");
      Require.atLeast(poolStride, 1, "pool-stride");
      strides.forEach(stride -> Require.atLeast(stride, 1, "each of temporal-strides"));
    }

    /**
     * The published settings: no kernel but those of the inflated blocks spans frames, and their
     * number stays.
     *
     * @param stageBlocks blocks of each stage
     * @param stages for each stage, whether its blocks are inflated
     */
    public static Inflated stages(List<Integer> stageBlocks, List<Boolean> stages) {
      List<List<Boolean>> blocks =
          IntStream.range(0, stageBlocks.size())
              .mapToObj(i -> Collections.nCopies(stageBlocks.get(i), stages.get(i)))
              .toList();
      return new Inflated(
          blocks,
          InflationStyle.FIRST,
          List.of(1, 7, 7),
          1,
          1,
          1,
          false,
          Collections.nCopies(stageBlocks.size(), 1));
    }
  }

  /**
   * Frame by frame, by 2-D convolutions ({@code ResNet} and {@code ResNetTSM}).
   *
   * @param shift what a temporal shift stands before
   * @param divisor of the channels: a share of {@code 1 / divisor} comes from the next frame, as
   *     many from the frame before
   * @param pooled whether a 3x1x1 max pool of stride 2 along time precedes the second stage
   */
  record FrameWise(ShiftPlace shift, int divisor, boolean pooled) implements TemporalModel {
    /** Checks the ranges. */
    public FrameWise {
      Require.atLeast(divisor, 2, "shift-divisor");
    }

    /** Every frame by itself (TSN). */
    public static FrameWise independent() {
      return new FrameWise(ShiftPlace.NONE, 8, false);
    }

    /** The temporal shift module as published (TSM, arXiv 1811.08383). */
    public static FrameWise shifted() {
      return new FrameWise(ShiftPlace.BLOCKRES, 8, false);
    }
  }
}

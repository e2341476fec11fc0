package io.kinespark.models.vov3d;

import io.kinespark.models.Require;

/**
 * The shape of one stage of residual blocks on volumes.
 *
 * @param blocks how many
 * @param inputs channels that the first block gets
 * @param inner channels inside the blocks ({@code dim_inner})
 * @param outputs channels of every block's result
 * @param stride of the first block along height and width
 */
public record VolumeStage(int blocks, int inputs, int inner, int outputs, int stride) {
  /** Checks that nothing is empty. */
  public VolumeStage {
    Require.atLeast(blocks, 1, "blocks of a stage");
    Require.atLeast(inputs, 1, "input channels of a stage");
    Require.atLeast(inner, 1, "inner channels of a stage");
    Require.atLeast(outputs, 1, "output channels of a stage");
    Require.atLeast(stride, 1, "stride of a stage");
  }
}

package io.kinespark.models.dsanet;

import io.kinespark.models.resnet.BottleneckStyle;

/**
 * The shape of one residual block.
 *
 * @param kind what it is made of
 * @param inputs input channels
 * @param planes inner channels
 * @param stride along height and width
 * @param temporalStride along time
 * @param dilation of the 3x3 convolution of a bottleneck, of the first convolution of a basic block
 * @param style which convolution of a bottleneck carries the strides
 * @param inflated whether its kernels span three frames
 * @param inflationStyle which kernel of a bottleneck does
 * @param averageDownsampling whether an average pool strides a bottleneck
 * @param shortcut what its input passes through
 * @param startsAsShortcut whether the last norm of a bottleneck starts with scale 0
 */
public record BlockShape(
    BlockKind kind,
    int inputs,
    int planes,
    int stride,
    int temporalStride,
    int dilation,
    BottleneckStyle style,
    boolean inflated,
    InflationStyle inflationStyle,
    AverageDownsampling averageDownsampling,
    ShortcutKind shortcut,
    boolean startsAsShortcut) {
  /** What a block's input passes through before the addition. */
  public enum ShortcutKind {
    /** Nothing. */
    IDENTITY,
    /** A strided 1x1 convolution and its norm. */
    PROJECTION,
    /** A strided average pool, a 1x1 convolution and its norm. */
    AVERAGED_PROJECTION
  }

  /** Output channels. */
  public int outputs() {
    return planes * kind.expansion();
  }
}

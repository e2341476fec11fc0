package io.kinespark.models.tanet;

import io.kinespark.models.Require;
import java.io.Serializable;

/**
 * The temporal adaptive module (TAM, arXiv 2005.06803 section 3; mmaction2 {@code
 * models/common/tam.py}).
 *
 * @param enabled false leaves the modules out: the same ResNet per frame, a TSN-like baseline
 * @param alpha width of the global branch's hidden layer in multiples of the number of segments
 * @param kernelSize K, the length of the generated temporal kernel
 * @param beta the channel reduction of the local branch
 * @param conv1dKernelSize kernel of the local branch's first convolution; odd
 * @param stride stride of the adaptive convolution; only 1 keeps the clip's length
 * @param padding zero padding P of the adaptive convolution; K must be 2P + 1
 */
public record TamConfig(
    boolean enabled,
    int alpha,
    int kernelSize,
    int beta,
    int conv1dKernelSize,
    int stride,
    int padding)
    implements Serializable {
  /** Checks the ranges. */
  public TamConfig {
    Require.atLeast(alpha, 1, "tam.alpha");
    Require.atLeast(kernelSize, 1, "tam.kernel-size");
    Require.atLeast(beta, 1, "tam.beta");
    Require.that(
        conv1dKernelSize >= 1 && conv1dKernelSize % 2 == 1,
        "tam.conv1d-kernel-size is %d; it must be odd and positive".formatted(conv1dKernelSize));
    Require.that(
        stride == 1,
        "tam.stride is %d; only 1 keeps as many frames as the block had".formatted(stride));
    Require.that(
        kernelSize == 2 * padding + 1,
        "tam.kernel-size %d and tam.padding %d do not fit: the kernel size must be 2 * padding + 1"
            .formatted(kernelSize, padding));
  }

  /** The published setting: alpha 2, K 3, beta 4, 1-D kernel 3, stride 1, padding 1. */
  public static TamConfig published() {
    return new TamConfig(true, 2, 3, 4, 3, 1, 1);
  }

  /** No temporal modules. */
  public static TamConfig disabled() {
    return new TamConfig(false, 2, 3, 4, 3, 1, 1);
  }
}

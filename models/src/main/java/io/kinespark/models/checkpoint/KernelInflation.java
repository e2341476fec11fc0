package io.kinespark.models.checkpoint;

import java.util.Arrays;

/**
 * Turns 2-D convolution kernels into 3-D ones that answer alike to a still picture: {@code w3d[:,
 * :, k] = w2d / taps} for every tap (I3D, arXiv 1705.07750 section 2.3; whwu95/DSANet {@code
 * ResNet_I3D.init_weights}).
 */
public final class KernelInflation {
  private static final int FLAT_RANK = 4;
  private static final int DEEP_RANK = 5;

  private KernelInflation() {}

  /** Whether a kernel of shape {@code flat} can become one of shape {@code deep}. */
  public static boolean fits(long[] flat, long[] deep) {
    return flat.length == FLAT_RANK
        && deep.length == DEEP_RANK
        && flat[0] == deep[0]
        && flat[1] == deep[1]
        && flat[2] == deep[3]
        && flat[3] == deep[4];
  }

  /**
   * {@code kernel [D, C, h, w] -> [D, C, taps, h, w]} in single precision.
   *
   * @throws IllegalArgumentException if {@code kernel} has another rank or {@code taps} is below 1
   */
  public static HostTensor inflate(HostTensor kernel, int taps) {
    long[] shape = kernel.shape();
    if (shape.length != FLAT_RANK || taps < 1) {
      throw new IllegalArgumentException(
          "%s cannot be inflated to %d taps; it takes a kernel [D, C, h, w] and one tap at least"
              .formatted(kernel, taps));
    }
    float[] flat = kernel.toFloats();
    int area = Math.toIntExact(shape[2] * shape[3]);
    float[] deep = new float[flat.length * taps];
    for (int i = 0; i < deep.length; i++) {
      int plane = i / area / taps;
      deep[i] = flat[plane * area + i % area] / taps;
    }
    long[] inflated = Arrays.copyOf(shape, DEEP_RANK);
    inflated[2] = taps;
    inflated[3] = shape[2];
    inflated[4] = shape[3];
    return HostTensor.ofFloats(deep, inflated);
  }
}

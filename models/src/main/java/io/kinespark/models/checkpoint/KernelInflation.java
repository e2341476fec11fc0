package io.kinespark.models.checkpoint;

import java.util.Arrays;

/**
 * Makes 2-D kernels 3-D (I3D, arXiv 1705.07750): every one of the K temporal taps is {@code w / K},
 * so that a video of equal frames gives what the frame gave.
 */
public final class KernelInflation {
  private static final int SPATIAL = 4;
  private static final int TIME = 2;

  private KernelInflation() {}

  /**
   * Whether one shape is the other without its temporal extent.
   *
   * @param flat {@code [O, I, H, W]}
   * @param inflated {@code [O, I, K, H, W]}
   */
  public static boolean isPossible(long[] flat, long... inflated) {
    return flat.length == SPATIAL
        && inflated.length == SPATIAL + 1
        && Arrays.equals(flat, 0, TIME, inflated, 0, TIME)
        && Arrays.equals(flat, TIME, SPATIAL, inflated, TIME + 1, SPATIAL + 1);
  }

  /**
   * A kernel with a temporal extent; in double precision if it was, else in single precision.
   *
   * @param kernel {@code [O, I, H, W]}
   * @param shape {@code [O, I, K, H, W]}
   * @throws IllegalArgumentException if the shapes do not belong together
   */
  public static HostTensor inflate(HostTensor kernel, long... shape) {
    if (!isPossible(kernel.shape(), shape)) {
      throw new IllegalArgumentException(
          "%s cannot be inflated to %s".formatted(kernel, Arrays.toString(shape)));
    }
    int taps = Math.toIntExact(shape[TIME]);
    int plane = Math.toIntExact(shape[TIME + 1] * shape[TIME + 2]);
    return kernel.type() == ElementType.FLOAT64
        ? HostTensor.ofDoubles(inflate(kernel.toDoubles(), taps, plane), shape)
        : HostTensor.ofFloats(inflate(kernel.toFloats(), taps, plane), shape);
  }

  private static double[] inflate(double[] kernel, int taps, int plane) {
    double[] inflated = new double[Math.multiplyExact(kernel.length, taps)];
    for (int i = 0; i < inflated.length; i++) {
      inflated[i] = kernel[source(i, taps, plane)] / taps;
    }
    return inflated;
  }

  private static float[] inflate(float[] kernel, int taps, int plane) {
    float[] inflated = new float[Math.multiplyExact(kernel.length, taps)];
    for (int i = 0; i < inflated.length; i++) {
      inflated[i] = kernel[source(i, taps, plane)] / taps;
    }
    return inflated;
  }

  private static int source(int index, int taps, int plane) {
    return index / (taps * plane) * plane + index % plane;
  }
}

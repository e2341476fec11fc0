package io.kinespark.verification.reference;

import io.kinespark.models.checkpoint.HostTensor;

/** Norms by which cases describe tensors that they do not hold whole. */
public final class Norms {
  private Norms() {}

  /** The Euclidean norm, accumulated in double precision. */
  public static double l2(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** The Euclidean norm of all elements, accumulated in double precision. */
  public static double l2(HostTensor tensor) {
    return l2(tensor.toDoubles());
  }
}

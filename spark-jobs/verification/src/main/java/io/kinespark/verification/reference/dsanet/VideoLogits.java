package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.checkpoint.HostTensor;

/** Means of consecutive rows of logits, in double precision. */
final class VideoLogits {
  private VideoLogits() {}

  /**
   * One row for each of {@code count} equal parts of {@code logits [N, classes]}: the mean of the
   * part's rows.
   */
  static HostTensor of(HostTensor logits, long count) {
    long[] shape = logits.shape();
    int rows = Math.toIntExact(shape[0] / count);
    int classes = Math.toIntExact(shape[1]);
    double[] values = logits.toDoubles();
    double[] means = new double[Math.toIntExact(count) * classes];
    for (int i = 0; i < values.length; i++) {
      means[i / classes / rows * classes + i % classes] += values[i] / rows;
    }
    return HostTensor.ofDoubles(means, count, classes);
  }
}

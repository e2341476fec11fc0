package io.kinespark.spark.data;

import java.io.Serializable;

/**
 * How a replica reads ahead.
 *
 * @param threads threads that decode, at least 1
 * @param batchesAhead batches that are being made or wait, at least 1
 * @param maxRejectShare largest share of videos that may turn out bad, in [0, 1]
 */
public record LoaderOptions(int threads, int batchesAhead, double maxRejectShare)
    implements Serializable {

  /** Checks the ranges. */
  public LoaderOptions {
    if (threads < 1 || batchesAhead < 1 || !(maxRejectShare >= 0 && maxRejectShare <= 1)) {
      throw new IllegalArgumentException(
          "a loader needs at least one thread and one batch ahead, and a share in [0, 1]: got "
              + threads
              + ", "
              + batchesAhead
              + ", "
              + maxRejectShare);
    }
  }
}

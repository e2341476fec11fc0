package io.kinespark.spark.data;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a replica reads ahead.
 *
 * @param threads threads that decode, at least 1
 * @param batchesAhead batches that are being made or wait, at least 1
 * @param rejects how many clips of an epoch may turn out bad
 */
public record LoaderOptions(int threads, int batchesAhead, RejectBound rejects)
    implements Serializable {

  /** Checks the ranges. */
  public LoaderOptions {
    Objects.requireNonNull(rejects, "rejects");
    if (threads < 1 || batchesAhead < 1) {
      throw new IllegalArgumentException(
          "a loader needs at least one thread and one batch ahead: got "
              + threads
              + ", "
              + batchesAhead);
    }
  }
}

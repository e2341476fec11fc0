package io.kinespark.spark.engine;

/**
 * What becomes of the running statistics when an epoch ends, before validation and checkpoint.
 *
 * @param reduction how those of the replicas become the network's
 * @param preciseBatches batches of each replica over which they are recomputed with the epoch's
 *     final parameters; 0 keeps those that training left
 */
public record EpochStatistics(BufferReduction reduction, int preciseBatches) {

  /** The running averages of training, averaged over the replicas. */
  public static EpochStatistics averaged() {
    return new EpochStatistics(BufferReduction.AVERAGE, 0);
  }
}

package io.kinespark.spark.engine;

import io.kinespark.models.NetworkSpec;

/**
 * What to train and how.
 *
 * @param network the network each replica builds
 * @param threadsPerReplica libtorch's intra-op threads of a replica: the executor's cores
 * @param batches where the replicas' batches come from
 * @param optimizer the update rule
 * @param epochs epochs of the whole run
 * @param compression how gradients and weights travel between replicas
 * @param statistics what becomes of the running statistics when an epoch ends
 */
public record TrainingPlan(
    NetworkSpec network,
    int threadsPerReplica,
    BatchSourceFactory batches,
    SgdSettings optimizer,
    int epochs,
    GradientCompression compression,
    EpochStatistics statistics) {

  /** A plan that averages the replicas' running statistics when an epoch ends. */
  public TrainingPlan(
      NetworkSpec network,
      int threadsPerReplica,
      BatchSourceFactory batches,
      SgdSettings optimizer,
      int epochs,
      GradientCompression compression) {
    this(
        network,
        threadsPerReplica,
        batches,
        optimizer,
        epochs,
        compression,
        EpochStatistics.averaged());
  }

  /** Iterations of the whole run. */
  public int iterations() {
    return Math.multiplyExact(epochs, batches.plan().iterations());
  }
}

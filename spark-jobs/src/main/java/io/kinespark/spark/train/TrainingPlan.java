package io.kinespark.spark.train;

import io.kinespark.models.NetworkSpec;

/**
 * What to train and how.
 *
 * @param network the network each replica builds
 * @param threadsPerReplica libtorch's intra-op threads of a replica: the executor's cores
 * @param batches where the replicas' batches come from
 * @param optimizer the update rule
 * @param epochs epochs of the whole run
 * @param gradientExchange how gradients and weights travel between replicas
 */
public record TrainingPlan(
    NetworkSpec network,
    int threadsPerReplica,
    BatchSourceFactory batches,
    SgdSettings optimizer,
    int epochs,
    GradientExchange gradientExchange) {

  /** Iterations of the whole run. */
  public int iterations() {
    return Math.multiplyExact(epochs, batches.plan().iterations());
  }
}

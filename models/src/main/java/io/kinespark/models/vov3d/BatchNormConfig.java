package io.kinespark.models.vov3d;

import io.kinespark.models.Require;
import java.io.Serializable;

/**
 * The batch norms of a 3-D network.
 *
 * @param epsilon added to variances
 * @param momentum share of a batch's statistics in the running ones, in (0, 1]
 * @param syncGroups 0 for batch norm; otherwise the norms are PySlowFast's synchronised ones, and
 *     the batch of a replica falls into this many groups of samples with statistics of their own,
 *     each group standing for the GPUs that the original synchronises
 */
public record BatchNormConfig(double epsilon, double momentum, int syncGroups)
    implements Serializable {
  /** Checks the ranges. */
  public BatchNormConfig {
    Require.that(
        epsilon > 0 && Double.isFinite(epsilon),
        "norm.epsilon is %s; it must be above 0".formatted(Double.toString(epsilon)));
    Require.that(
        momentum > 0 && momentum <= 1,
        "norm.momentum is %s; it must lie in (0, 1]".formatted(Double.toString(momentum)));
    Require.atLeast(syncGroups, 0, "norm.sync-groups");
  }

  /** Batch norm with eps 1e-5 and momentum 0.1, each replica's batch on its own. */
  public static BatchNormConfig perReplica() {
    return new BatchNormConfig(1e-5, 0.1, 0);
  }

  /** The same constants with synchronised norms. */
  public BatchNormConfig synchronised(int groups) {
    return new BatchNormConfig(epsilon, momentum, groups);
  }
}

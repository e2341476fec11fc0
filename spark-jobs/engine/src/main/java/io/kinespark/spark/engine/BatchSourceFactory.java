package io.kinespark.spark.engine;

import java.io.IOException;
import java.io.Serializable;

/**
 * Makes a replica's {@link BatchSource} on the executor that holds the replica. It travels with the
 * job, so it holds paths and numbers, never open files.
 */
public interface BatchSourceFactory extends Serializable {

  /**
   * Opens the source of one replica.
   *
   * @param replica 0-based index of the replica
   * @param first the first iteration that will be asked for
   */
  BatchSource open(int replica, IterationIndex first) throws IOException;

  /** How an epoch is cut into batches; the same on every replica. */
  EpochPlan plan();
}

package io.kinespark.spark.engine;

import java.util.List;

/**
 * The moment after the last iteration of an epoch.
 *
 * @param epoch 0-based index of the epoch that ended
 * @param state everything learnt so far, buffers reduced to one for all replicas
 * @param replicaBuffers each replica's own buffers before they were reduced, ordered by replica
 */
public record EpochEnd(int epoch, TrainingState state, List<ReplicaBuffers> replicaBuffers) {

  /** Copies the list. */
  public EpochEnd {
    replicaBuffers = List.copyOf(replicaBuffers);
  }
}

package io.kinespark.spark.engine;

import java.util.List;

/** How the running statistics of several replicas become those of the network. */
public enum BufferReduction {
  /** Their mean (mmengine's SyncBuffersHook). */
  AVERAGE {
    @Override
    public ReplicaBuffers of(List<ReplicaBuffers> replicas) {
      return ReplicaBuffers.mean(replicas);
    }
  },
  /**
   * The first replica's (PyTorch's DistributedDataParallel, which broadcasts rank 0's buffers
   * before every training step; in training mode they take no part in what a network computes).
   */
  FIRST {
    @Override
    public ReplicaBuffers of(List<ReplicaBuffers> replicas) {
      return replicas.get(0);
    }
  };

  /**
   * The buffers of the network.
   *
   * @param replicas each replica's own, ordered by replica
   */
  public abstract ReplicaBuffers of(List<ReplicaBuffers> replicas);
}

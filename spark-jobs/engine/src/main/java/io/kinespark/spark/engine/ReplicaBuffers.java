package io.kinespark.spark.engine;

import java.io.Serializable;
import java.util.List;

/**
 * The state of a network that is not learnt: batch-norm running statistics and step counters.
 *
 * @param statistics running means and variances, flat, in state-dict order
 * @param counters {@code num_batches_tracked} of every batch norm, in state-dict order
 */
public record ReplicaBuffers(float[] statistics, long[] counters) implements Serializable {

  /**
   * The mean over replicas, floating and integer buffers alike (mmengine's SyncBuffersHook at the
   * end of every training epoch). Sums are accumulated in double.
   */
  public static ReplicaBuffers mean(List<ReplicaBuffers> replicas) {
    int n = replicas.size();
    var statistics = new float[replicas.get(0).statistics.length];
    for (int i = 0; i < statistics.length; i++) {
      double sum = 0;
      for (ReplicaBuffers r : replicas) {
        sum += r.statistics[i];
      }
      statistics[i] = (float) (sum / n);
    }
    var counters = new long[replicas.get(0).counters.length];
    for (int i = 0; i < counters.length; i++) {
      long sum = 0;
      for (ReplicaBuffers r : replicas) {
        sum += r.counters[i];
      }
      counters[i] = sum / n;
    }
    return new ReplicaBuffers(statistics, counters);
  }
}

package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.optim.DistriOptimizer;
import com.intel.analytics.bigdl.optim.OptimMethod;
import com.intel.analytics.bigdl.parameters.AllReduceParameter;
import com.intel.analytics.bigdl.tensor.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;

/**
 * What one replica owns of the learnt state between iterations.
 *
 * @param partition the replica's partition
 * @param weights its slice of the parameters
 * @param velocity its slice of the velocity; empty before the first step
 */
record SliceState(int partition, float[] weights, float[] velocity) implements Serializable {

  /** Collects every replica's slice, ordered by replica. */
  @SuppressWarnings("unchecked") // The caches are DistriOptimizer's of Float; see GradientMonitor.
  static List<SliceState> collect(RDD<?> caches, AllReduceParameter<?> parameters) {
    var floats = (AllReduceParameter<Float>) parameters;
    FlatMapFunction<Iterator<DistriOptimizer.Cache<Float>>, SliceState> slice =
        partition -> List.of(of(partition.next(), floats)).iterator();
    List<SliceState> slices =
        ((RDD<DistriOptimizer.Cache<Float>>) caches).toJavaRDD().mapPartitions(slice).collect();
    List<SliceState> ordered = new ArrayList<>(slices);
    ordered.sort(Comparator.comparingInt(SliceState::partition));
    return ordered;
  }

  private static SliceState of(
      DistriOptimizer.Cache<Float> cache, AllReduceParameter<Float> parameters) {
    Tensor<Float> weights = parameters.weightPartition();
    OptimMethod<Float> method = cache.optimMethods().head()._2();
    return new SliceState(
        TaskContext.getPartitionId(), Numeric.copy(weights), ((SlicedSgd) method).velocity());
  }

  /** Joins slices that {@link #collect} returned, the weights of all replicas in order. */
  static float[] weights(List<SliceState> slices) {
    return join(slices.stream().map(SliceState::weights).toList());
  }

  /** Joins the velocities of all replicas in order. */
  static float[] velocity(List<SliceState> slices) {
    return join(slices.stream().map(SliceState::velocity).toList());
  }

  private static float[] join(List<float[]> parts) {
    var joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}

package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.optim.DistriOptimizer;
import com.intel.analytics.bigdl.optim.OptimMethod;
import com.intel.analytics.bigdl.parameters.AllReduceParameter;
import com.intel.analytics.bigdl.tensor.Tensor;
import io.kinespark.spark.replica.FlatLayout;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;

/**
 * What the replicas have learnt, on the driver: weights and velocity of the whole flat vector. They
 * are fetched in pieces, because a task's result is in memory about ten times on its way: as
 * objects, in two growing buffers, as a block, in the network's buffers and as objects again.
 *
 * @param weights all parameters
 * @param velocity of all parameters
 */
record TrainedSlices(float[] weights, float[] velocity) {

  /** How many values of weights, and as many of velocity, travel at a time from all replicas. */
  private static final int VALUES_AT_A_TIME = 1 << 21;

  /** A piece of one replica's slice. */
  private record Piece(int partition, float[] weights, float[] velocity) implements Serializable {}

  /** Collects every replica's slice; the first iteration must be done. */
  @SuppressWarnings("unchecked") // The caches are DistriOptimizer's of Float; see GradientMonitor.
  static TrainedSlices collect(RDD<?> caches, AllReduceParameter<?> parameters, FlatLayout layout) {
    JavaRDD<DistriOptimizer.Cache<Float>> replicas =
        ((RDD<DistriOptimizer.Cache<Float>>) caches).toJavaRDD();
    var exchange = (AllReduceParameter<Float>) parameters;
    var collected = new TrainedSlices(new float[layout.length()], new float[layout.length()]);
    int step = Math.max(1, VALUES_AT_A_TIME / layout.replicas());
    for (int from = 0; from < layout.sliceLength(0); from += step) {
      for (Piece piece : replicas.mapPartitions(pieces(exchange, from, step)).collect()) {
        int at = layout.sliceStart(piece.partition()) + from;
        System.arraycopy(piece.weights(), 0, collected.weights, at, piece.weights().length);
        System.arraycopy(piece.velocity(), 0, collected.velocity, at, piece.velocity().length);
      }
    }
    return collected;
  }

  private static FlatMapFunction<Iterator<DistriOptimizer.Cache<Float>>, Piece> pieces(
      AllReduceParameter<Float> exchange, int from, int length) {
    return partition -> List.of(piece(partition.next(), exchange, from, length)).iterator();
  }

  private static Piece piece(
      DistriOptimizer.Cache<Float> cache,
      AllReduceParameter<Float> exchange,
      int from,
      int length) {
    Tensor<Float> weights = exchange.weightPartition();
    OptimMethod<Float> method = cache.optimMethods().head()._2();
    int to = Math.min(from + length, weights.nElement());
    int first = Math.min(from, to);
    int offset = Numeric.offset(weights);
    return new Piece(
        TaskContext.getPartitionId(),
        Arrays.copyOfRange(Numeric.array(weights), offset + first, offset + to),
        Arrays.copyOfRange(((SlicedSgd) method).velocity(), first, to));
  }
}

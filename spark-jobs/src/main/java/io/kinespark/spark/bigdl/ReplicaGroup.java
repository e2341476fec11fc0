package io.kinespark.spark.bigdl;

import io.kinespark.models.training.AverageState;
import io.kinespark.spark.train.ReplicaBuffers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/** The driver's hold on all replicas: a cached RDD with one replica a partition. */
final class ReplicaGroup implements AutoCloseable {

  private final JavaRDD<Replica> replicas;
  private final Broadcast<ReplicaSpec> spec;

  ReplicaGroup(JavaSparkContext spark, ReplicaSpec spec, int size) {
    Broadcast<ReplicaSpec> shared = spark.broadcast(spec);
    this.spec = shared;
    this.replicas =
        spark
            .parallelize(IntStream.range(0, size).boxed().toList(), size)
            .map(index -> new Replica(index, shared.value()))
            .setName("replicas")
            .persist(StorageLevel.MEMORY_ONLY());
  }

  JavaRDD<Replica> rdd() {
    return replicas;
  }

  /** Gives every replica a running average to go on with. */
  void begin(AverageState average) {
    load(JavaSparkContext.fromSparkContext(replicas.context()).broadcast(average));
  }

  /** Gives every replica the same buffers, which a single replica has already. */
  ReplicaBuffers share(ReplicaBuffers reduced) {
    if (replicas.getNumPartitions() > 1) {
      replicas.foreach(replica -> replica.load(reduced));
    }
    return reduced;
  }

  /**
   * Recomputes every replica's running statistics with those parameters.
   *
   * @param batches how many batches of its own each replica looks at, at most
   */
  void recomputeStatistics(float[] parameters, int batches) {
    Broadcast<float[]> shared =
        JavaSparkContext.fromSparkContext(replicas.context()).broadcast(parameters);
    try {
      replicas.foreach(replica -> replica.recomputeStatistics(shared.value(), batches));
    } finally {
      shared.destroy();
    }
  }

  /** Each replica's own buffers, ordered by replica. */
  List<ReplicaBuffers> buffers() {
    return replicas.mapPartitions(ReplicaGroup::buffersOf).collect();
  }

  /**
   * The running average of the network after the last step: the first replica's, which all replicas
   * have from now on. Replicas have the same parameters, so their averages differ in the statistics
   * of batches only.
   *
   * @param weights flat parameters after the last step
   */
  AverageState average(float[] weights) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(replicas.context());
    Broadcast<float[]> shared = spark.broadcast(weights);
    try {
      replicas.foreach(replica -> replica.follow(shared.value()));
    } finally {
      shared.destroy();
    }
    AverageState average =
        replicas.filter(replica -> replica.index() == 0).map(Replica::average).first();
    if (replicas.getNumPartitions() > 1) {
      load(spark.broadcast(average));
    }
    return average;
  }

  private void load(Broadcast<AverageState> average) {
    try {
      replicas.foreach(replica -> replica.loadAverage(average.value()));
    } finally {
      average.destroy();
    }
  }

  private static Iterator<ReplicaBuffers> buffersOf(Iterator<Replica> partition) {
    List<ReplicaBuffers> found = new ArrayList<>();
    partition.forEachRemaining(replica -> found.add(replica.buffers()));
    return found.iterator();
  }

  @Override
  public void close() {
    try {
      replicas.foreach(Replica::close);
    } finally {
      replicas.unpersist(true);
      spec.destroy();
    }
  }
}

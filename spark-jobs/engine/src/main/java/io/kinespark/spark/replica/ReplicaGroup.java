package io.kinespark.spark.replica;

import io.kinespark.models.training.AverageState;
import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.cluster.ExecutorWait;
import io.kinespark.spark.engine.ReplicaBuffers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The driver's hold on all replicas: a cached RDD with one replica a partition. */
public final class ReplicaGroup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaGroup.class);
  private static final int PLACEMENTS = 90;
  private static final Duration BETWEEN_PLACEMENTS = Duration.ofSeconds(2);
  private static final int CLOSE_SECONDS = 60;

  private final JavaSparkContext spark;
  private final Broadcast<ReplicaSpec> spec;
  private final int size;
  private JavaRDD<Replica> replicas;

  /**
   * Replicas that are made when they are placed, or first asked for.
   *
   * @param size how many
   */
  public ReplicaGroup(JavaSparkContext spark, ReplicaSpec spec, int size) {
    this.spark = spark;
    this.spec = spark.broadcast(spec);
    this.size = size;
    this.replicas = unmade();
  }

  /** Replicas that Spark makes when they are first asked for. */
  private JavaRDD<Replica> unmade() {
    Broadcast<ReplicaSpec> shared = spec;
    return spark
        .parallelize(IntStream.range(0, size).boxed().toList(), size)
        .map(index -> new Replica(index, shared.value()))
        .setName("replicas")
        .persist(StorageLevel.MEMORY_ONLY());
  }

  /**
   * Makes the replicas and looks where they are. Spark puts a task where there is room: an executor
   * that is still busy with a task of the try before, which waits for one that was lost, gets none
   * until it is free. So replicas that share an executor are made again for some time.
   *
   * @param mayShare whether several may be on one executor where there are too few
   * @throws ReplicaLostException if they are and may not be
   */
  public void place(boolean mayShare) {
    if (spark.isLocal()) {
      return;
    }
    List<String> homes = homes();
    for (int attempt = 1; attempt < PLACEMENTS && !spread(homes, mayShare); attempt++) {
      if (attempt == 1) {
        LOG.warn("replicas share executors ({}); waiting for one that is free", homes);
      }
      replicas.foreach(Replica::close);
      replicas.unpersist(false);
      ExecutorWait.rest(BETWEEN_PLACEMENTS);
      replicas = unmade();
      homes = homes();
    }
    if (!spread(homes, mayShare)) {
      throw new ReplicaLostException(
          "replicas share executors, those of replicas 0, 1, ... are %s; each needs one of its own"
              .formatted(homes));
    }
    if (!spread(homes, /* mayShare= */ false)) {
      LOG.warn("replicas share executors; those of replicas 0, 1, ... are {}", homes);
    }
  }

  /** Whether replicas are on as many executors as they should be. */
  private boolean spread(List<String> homes, boolean mayShare) {
    int wanted = mayShare ? Math.min(size, ExecutorWait.registered(spark)) : size;
    return homes.stream().distinct().count() >= wanted;
  }

  private List<String> homes() {
    return replicas.map(replica -> SparkEnv.get().executorId()).collect();
  }

  /** The replicas, one a partition; another RDD after {@link #place}. */
  public JavaRDD<Replica> rdd() {
    return replicas;
  }

  /** Gives every replica a running average to go on with. */
  public void begin(AverageState average) {
    load(spark.broadcast(average));
  }

  /** Gives every replica the same buffers, which a single replica has already. */
  public ReplicaBuffers share(ReplicaBuffers reduced) {
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
  public void recomputeStatistics(float[] parameters, int batches) {
    Broadcast<float[]> shared = spark.broadcast(parameters);
    try {
      replicas.foreach(replica -> replica.recomputeStatistics(shared.value(), batches));
    } finally {
      shared.destroy();
    }
  }

  /** Each replica's own buffers, ordered by replica. */
  public List<ReplicaBuffers> buffers() {
    return replicas.mapPartitions(ReplicaGroup::buffersOf).collect();
  }

  /**
   * The running average of the network after the last step: the first replica's, which all replicas
   * have from now on. Replicas have the same parameters, so their averages differ in the statistics
   * of batches only.
   *
   * @param weights flat parameters after the last step
   */
  public AverageState average(float[] weights) {
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

  /**
   * Frees the replicas. Those of executors that are gone or hang are not waited for: what they hold
   * ends with them.
   */
  @Override
  public void close() {
    JavaFutureAction<Void> closing = replicas.foreachAsync(Replica::close);
    try {
      closing.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.cancel(true);
    } catch (TimeoutException e) {
      LOG.warn("not all replicas could be closed within {} s", CLOSE_SECONDS);
      closing.cancel(true);
    } catch (ExecutionException e) {
      LOG.warn("not all replicas could be closed: {}", Causes.root(e).toString());
    } finally {
      replicas.unpersist(false);
      spec.destroy();
    }
  }
}

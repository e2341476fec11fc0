package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.dataset.AbstractDataSet;
import com.intel.analytics.bigdl.dataset.DistributedDataSet;
import com.intel.analytics.bigdl.dataset.LocalDataSet;
import com.intel.analytics.bigdl.dataset.MiniBatch;
import com.intel.analytics.bigdl.dataset.Transformer;
import io.kinespark.spark.engine.EpochPlan;
import io.kinespark.spark.engine.StepRecord;
import io.kinespark.spark.replica.ReplicaGroup;
import java.util.Collections;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.CollectionAccumulator;
import scala.reflect.ClassTag;

/**
 * The training set as BigDL sees it: one partition a replica and an endless sequence of batches
 * whose order is decided by the iteration, not by BigDL's shuffling.
 */
final class StepDataSet implements DistributedDataSet<MiniBatch<Float>> {

  private static final long serialVersionUID = 1L;

  private final transient ReplicaGroup replicas;
  private final EpochPlan plan;
  private final IterationClock clock;
  private final CollectionAccumulator<StepRecord> records;
  private boolean cached;

  StepDataSet(
      ReplicaGroup replicas,
      EpochPlan plan,
      IterationClock clock,
      CollectionAccumulator<StepRecord> records) {
    this.replicas = replicas;
    this.plan = plan;
    this.clock = clock;
    this.records = records;
  }

  @Override
  public RDD<MiniBatch<Float>> data(boolean train) {
    if (train) {
      return replicas.rdd().mapPartitions(new BatchOfIteration(clock, records)).rdd();
    }
    int perReplica = plan.samplesPerReplica();
    return replicas
        .rdd()
        .mapPartitions(
            partition ->
                Collections.<MiniBatch<Float>>singleton(new StepBatch(perReplica)).iterator())
        .rdd();
  }

  @Override
  public RDD<?> originRDD() {
    return replicas.rdd().rdd();
  }

  /** Nothing to do: the order of an epoch is a function of the seed and the epoch. */
  @Override
  public void shuffle() {}

  @Override
  public long size() {
    return plan.paddedSamples();
  }

  @Override
  public void cache() {
    replicas.rdd().count();
    cached = true;
  }

  /** The replicas are closed and dropped by their group, not by BigDL. */
  @Override
  public void unpersist() {
    cached = false;
  }

  @Override
  public boolean isCached() {
    return cached;
  }

  @Override
  public void isCached_$eq(boolean value) {
    cached = value;
  }

  @Override
  public <C> AbstractDataSet<C, ?> transform(
      Transformer<MiniBatch<Float>, C> transformer, ClassTag<C> tag) {
    throw new UnsupportedOperationException("batches come from the replica's loader as they are");
  }

  @Override
  public <C> AbstractDataSet<C, ?> $minus$greater(
      Transformer<MiniBatch<Float>, C> transformer, ClassTag<C> tag) {
    return transform(transformer, tag);
  }

  @Override
  public LocalDataSet<MiniBatch<Float>> toLocal() {
    throw new UnsupportedOperationException("this data set is distributed");
  }

  @Override
  public DistributedDataSet<MiniBatch<Float>> toDistributed() {
    return this;
  }
}

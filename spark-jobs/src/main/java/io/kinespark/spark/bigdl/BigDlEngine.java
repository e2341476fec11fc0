package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.nn.abstractnn.AbstractModule;
import com.intel.analytics.bigdl.nn.abstractnn.Activity;
import com.intel.analytics.bigdl.optim.DistriOptimizer;
import com.intel.analytics.bigdl.utils.Engine;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.train.DataParallelEngine;
import io.kinespark.spark.train.EpochPlan;
import io.kinespark.spark.train.GradientExchange;
import io.kinespark.spark.train.IterationIndex;
import io.kinespark.spark.train.StepRecord;
import io.kinespark.spark.train.TrainingListener;
import io.kinespark.spark.train.TrainingPlan;
import io.kinespark.spark.train.TrainingState;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.DoubleAccumulator;

/**
 * Data-parallel training by BigDL's {@code DistriOptimizer}: one replica an executor, parameters
 * exchanged through Spark's block manager, the update applied to one slice a replica.
 */
public final class BigDlEngine implements DataParallelEngine {

  /** BigDL's names of the times that make up parameter synchronisation. */
  static final String GET_WEIGHTS = "get weights average";

  static final String PUT_GRADIENT = "put gradient";
  static final String AGGREGATE = "aggregrateGradientParition average executor";

  private final JavaSparkContext spark;

  /** An engine on a running Spark application. */
  public BigDlEngine(JavaSparkContext spark) {
    this.spark = spark;
  }

  @Override
  public TrainingState train(TrainingPlan plan, TrainingState start, TrainingListener listener) {
    EpochPlan epochs = plan.batches().plan();
    int size = epochs.replicas();
    Engine.init(size, 1, true);
    var clock = new IterationClock(IterationIndex.after(start.iterations(), epochs.iterations()));
    CollectionAccumulator<StepRecord> records = spark.sc().collectionAccumulator("step records");
    DoubleAccumulator squaredNorm = spark.sc().doubleAccumulator("squared gradient norm");
    List<ParameterInfo> parameters = parametersOf(plan);
    FlatLayout layout = FlatLayout.of(parameters, size);
    var monitor = new GradientMonitor(plan.optimizer().clipNorm(), layout, squaredNorm);
    var spec =
        new ReplicaSpec(
            plan.network(),
            plan.threadsPerReplica(),
            plan.batches(),
            clock.now(),
            start.buffers(),
            start.average().stream().toList());
    Broadcast<float[]> velocity = spark.broadcast(start.momentum().orElse(new float[0]));
    try (var replicas = new ReplicaGroup(spark, spec, size)) {
      var loop = new RunLoop(plan, listener, replicas, clock, records, squaredNorm, monitor, start);
      var sgd = new SlicedSgd(plan.optimizer(), parameters, layout, epochs.iterations(), velocity);
      sgd.state().update("epoch", clock.now().epoch() + 1);
      sgd.state().update("neval", start.iterations() + 1);
      sgd.state()
          .update("recordsProcessedThisEpoch", clock.now().step() * epochs.batchSize() * size);
      AbstractModule<Activity, Activity, Float> module = new StepModule(start.parameters());
      var optimizer =
          new DistriOptimizer<Float>(
              module,
              new StepDataSet(replicas, epochs, clock, records),
              new StepCriterion(),
              Numeric.floatTag(),
              Numeric.floatMath());
      optimizer.setCompressType(plan.gradientExchange() == GradientExchange.FP16 ? "fp16" : "none");
      optimizer.setOptimMethod(sgd);
      optimizer.setEndWhen(loop);
      optimizer.parameterProcessors().$plus$eq(monitor);
      loop.measureWith(optimizer.metrics());
      try {
        optimizer.optimize();
      } finally {
        forget(monitor);
      }
      return loop.last();
    } finally {
      velocity.destroy();
    }
  }

  /** The parameters' layout, from a network built for the purpose. */
  private static List<ParameterInfo> parametersOf(TrainingPlan plan) {
    try (TrainableNetwork network = TrainableNetwork.create(plan.network())) {
      return network.parameters();
    }
  }

  /** Drops BigDL's cached models, which it leaves behind when a run fails. */
  private static void forget(GradientMonitor monitor) {
    RDD<?> caches = monitor.caches();
    if (caches != null) {
      caches.unpersist(true);
    }
  }
}

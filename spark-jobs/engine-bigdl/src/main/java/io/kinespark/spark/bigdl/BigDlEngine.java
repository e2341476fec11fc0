package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.optim.DistriOptimizer;
import com.intel.analytics.bigdl.utils.Engine;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.engine.DataParallelEngine;
import io.kinespark.spark.engine.EngineSettings;
import io.kinespark.spark.engine.EpochPlan;
import io.kinespark.spark.engine.FailureKind;
import io.kinespark.spark.engine.Handover;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.StepRecord;
import io.kinespark.spark.engine.TrainingListener;
import io.kinespark.spark.engine.TrainingPlan;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.replica.FlatLayout;
import io.kinespark.spark.replica.ReplicaGroup;
import io.kinespark.spark.replica.ReplicaSpec;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
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
  private final EngineSettings settings;

  BigDlEngine(JavaSparkContext spark, EngineSettings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  @Override
  public FailureKind classify(Throwable failure) {
    return BigDlFailures.kind(failure);
  }

  @Override
  public TrainingState train(TrainingPlan plan, Handover start, TrainingListener listener) {
    int finished = start.iterations();
    if (finished >= plan.iterations()) {
      return start.take();
    }
    EpochPlan epochs = plan.batches().plan();
    int size = epochs.replicas();
    Engine.init(size, 1, true);
    System.setProperty(SlicedModels.PROPERTY, SlicedModels.class.getName());
    var clock = new IterationClock(IterationIndex.after(finished, epochs.iterations()));
    CollectionAccumulator<StepRecord> records = spark.sc().collectionAccumulator("step records");
    DoubleAccumulator squaredNorm = spark.sc().doubleAccumulator("squared gradient norm");
    List<ParameterInfo> parameters = parametersOf(plan);
    FlatLayout layout = FlatLayout.of(parameters, size);
    var monitor =
        new GradientMonitor(plan.optimizer().rule().maxGradientNorm(), layout, squaredNorm);
    Beginning beginning = begin(plan, clock.now(), layout, start.take());
    InitialSlices initial = beginning.slices();
    try (ReplicaGroup replicas = beginning.replicas()) {
      var loop =
          new RunLoop(
              plan, listener, replicas, clock, records, squaredNorm, monitor, initial, finished);
      var sgd = new SlicedSgd(plan.optimizer(), parameters, epochs.iterations(), initial);
      sgd.state().update("epoch", clock.now().epoch() + 1);
      sgd.state().update("neval", finished + 1);
      sgd.state()
          .update("recordsProcessedThisEpoch", clock.now().step() * epochs.batchSize() * size);
      var optimizer =
          new DistriOptimizer<Float>(
              StepModule.ofDriver(initial),
              new StepDataSet(replicas, epochs, clock, records),
              new StepCriterion(),
              Numeric.floatTag(),
              Numeric.floatMath());
      optimizer.setCompressType(plan.compression().name().toLowerCase(Locale.ROOT));
      optimizer.setOptimMethod(sgd);
      optimizer.setEndWhen(loop);
      optimizer.parameterProcessors().$plus$eq(monitor);
      loop.measureWith(optimizer.metrics());
      optimize(optimizer, monitor);
      return loop.last();
    } finally {
      initial.drop();
    }
  }

  /** The replicas of a run and what they begin with. */
  private record Beginning(ReplicaGroup replicas, InitialSlices slices) {}

  /** Sends a state to new replicas; nobody holds it on the driver afterwards. */
  private Beginning begin(
      TrainingPlan plan, IterationIndex first, FlatLayout layout, TrainingState state) {
    var spec =
        new ReplicaSpec(
            plan.network(),
            plan.threadsPerReplica(),
            plan.batches(),
            first,
            state.buffers(),
            state.average().isPresent());
    InitialSlices slices = InitialSlices.of(spark, layout, state);
    var replicas = new ReplicaGroup(spark, spec, layout.replicas());
    try {
      replicas.place(settings.replicasMayShare());
      state.average().ifPresent(replicas::begin);
      return new Beginning(replicas, slices);
    } catch (RuntimeException e) {
      slices.drop();
      replicas.close();
      throw e;
    }
  }

  private static void optimize(DistriOptimizer<Float> optimizer, GradientMonitor monitor) {
    try {
      optimizer.optimize();
    } catch (RunEndedException end) {
      return;
    } catch (RuntimeException e) {
      throw BigDlFailures.unwrapped(e);
    } finally {
      forget(monitor);
    }
    throw new IllegalStateException("BigDL's loop ended before the run's last iteration");
  }

  /** The parameters' layout, from a network built for the purpose. */
  private static List<ParameterInfo> parametersOf(TrainingPlan plan) {
    try (TrainableNetwork network = TrainableNetwork.create(plan.network())) {
      return network.parameters();
    }
  }

  /**
   * Drops BigDL's cached models, which only a loop that ends by itself would drop. An executor that
   * was lost is not waited for.
   */
  private static void forget(GradientMonitor monitor) {
    RDD<?> caches = monitor.caches();
    if (caches != null) {
      caches.unpersist(false);
    }
  }
}

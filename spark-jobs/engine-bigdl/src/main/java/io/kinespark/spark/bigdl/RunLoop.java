package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.optim.Metrics;
import com.intel.analytics.bigdl.optim.Trigger;
import com.intel.analytics.bigdl.utils.Table;
import io.kinespark.models.training.AverageState;
import io.kinespark.spark.engine.EpochEnd;
import io.kinespark.spark.engine.EpochStatistics;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.IterationReport;
import io.kinespark.spark.engine.ReplicaBuffers;
import io.kinespark.spark.engine.StepRecord;
import io.kinespark.spark.engine.TrainingListener;
import io.kinespark.spark.engine.TrainingPlan;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.replica.ReplicaGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.DoubleAccumulator;

/**
 * What happens between two iterations, on the driver. BigDL asks its end trigger before each
 * iteration; that is the moment when nothing runs on the executors, so reports, epoch ends and
 * checkpoints belong here.
 */
final class RunLoop implements Trigger {

  private static final long serialVersionUID = 1L;

  private final transient TrainingPlan plan;
  private final transient TrainingListener listener;
  private final transient ReplicaGroup replicas;
  private final transient IterationClock clock;
  private final transient CollectionAccumulator<StepRecord> records;
  private final transient DoubleAccumulator squaredNorm;
  private final transient GradientMonitor monitor;
  private final transient InitialSlices initial;
  private transient Metrics metrics;
  private int finished;
  private long lastEnd;
  private boolean stopped;
  private transient TrainingState last;

  RunLoop(
      TrainingPlan plan,
      TrainingListener listener,
      ReplicaGroup replicas,
      IterationClock clock,
      CollectionAccumulator<StepRecord> records,
      DoubleAccumulator squaredNorm,
      GradientMonitor monitor,
      InitialSlices initial,
      int finished) {
    this.plan = plan;
    this.listener = listener;
    this.replicas = replicas;
    this.clock = clock;
    this.records = records;
    this.squaredNorm = squaredNorm;
    this.monitor = monitor;
    this.initial = initial;
    this.finished = finished;
  }

  /** BigDL's own timings, which exist once its optimizer does. */
  void measureWith(Metrics optimizerMetrics) {
    this.metrics = optimizerMetrics;
  }

  /** The state at the end of the run; null before. */
  TrainingState last() {
    return last;
  }

  /**
   * What is due between two iterations.
   *
   * @throws RunEndedException instead of an answer of true
   */
  @Override
  public boolean apply(Table state) {
    int done = state.<Integer>apply("neval") - 1;
    if (done > finished) {
      initial.drop();
      report(finished);
      finished = done;
      int perEpoch = plan.batches().plan().iterations();
      if (done % perEpoch == 0) {
        endEpoch(done / perEpoch - 1);
      }
    }
    lastEnd = System.nanoTime();
    clock.set(IterationIndex.after(done, plan.batches().plan().iterations()));
    if (stopped || done >= plan.iterations()) {
      throw new RunEndedException();
    }
    return false;
  }

  private void report(int iteration) {
    int perEpoch = plan.batches().plan().iterations();
    IterationIndex index = IterationIndex.after(iteration, perEpoch);
    List<StepRecord> steps =
        records.value().stream().sorted(Comparator.comparingInt(StepRecord::replica)).toList();
    records.reset();
    double norm = Math.sqrt(squaredNorm.value());
    squaredNorm.reset();
    listener.onIteration(
        new IterationReport(
            index,
            steps,
            norm,
            SlicedSgd.learningRate(plan.optimizer(), index, perEpoch),
            System.nanoTime() - lastEnd,
            syncNanos()));
  }

  private long syncNanos() {
    return average(BigDlEngine.GET_WEIGHTS)
        + average(BigDlEngine.PUT_GRADIENT)
        + average(BigDlEngine.AGGREGATE);
  }

  private long average(String name) {
    var measured = metrics.get(name);
    return (long) ((Double) measured._1() / (Integer) measured._2());
  }

  private void endEpoch(int epoch) {
    TrainedSlices trained =
        TrainedSlices.collect(monitor.caches(), monitor.parameters(), initial.layout());
    float[] weights = trained.weights();
    EpochStatistics statistics = plan.statistics();
    if (statistics.preciseBatches() > 0) {
      replicas.recomputeStatistics(weights, statistics.preciseBatches());
    }
    Optional<AverageState> average =
        plan.network().model().keepsAverage()
            ? Optional.of(replicas.average(weights))
            : Optional.empty();
    List<ReplicaBuffers> own = replicas.buffers();
    ReplicaBuffers buffers = replicas.share(statistics.reduction().of(own));
    var state =
        new TrainingState(finished, weights, Optional.of(trained.velocity()), buffers, average);
    try {
      stopped = !listener.onEpochEnd(new EpochEnd(epoch, state, own));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (stopped || finished >= plan.iterations()) {
      last = state;
    }
  }
}

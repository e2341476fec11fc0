package io.kinespark.verification;

import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.engine.EpochEnd;
import io.kinespark.spark.engine.GradientCompression;
import io.kinespark.spark.engine.IterationReport;
import io.kinespark.spark.engine.ReplicaBuffers;
import io.kinespark.spark.engine.SgdSettings;
import io.kinespark.spark.engine.TrainingListener;
import io.kinespark.spark.engine.TrainingPlan;
import io.kinespark.spark.engine.TrainingState;
import java.util.ArrayList;
import java.util.List;

/** One epoch of optimizer steps on a fixed batch by the engine that users train with. */
final class EngineRun {
  private final TrainingState trained;
  private final Observed observed;

  private EngineRun(TrainingState trained, Observed observed) {
    this.trained = trained;
    this.observed = observed;
  }

  /**
   * Trains.
   *
   * @param start holds what the replicas begin with; it is left as it is
   */
  static EngineRun of(
      ReplicaSite site, TrainableNetwork start, FixedBatches batches, SgdSettings sgd) {
    TrainingPlan plan =
        new TrainingPlan(start.spec(), site.threads(), batches, sgd, 1, GradientCompression.NONE);
    var observed = new Observed();
    return new EngineRun(site.engine().train(plan, state(start), observed), observed);
  }

  private static TrainingState state(TrainableNetwork network) {
    var parameters = new float[network.parameterCount()];
    network.storeParameters(parameters, 0);
    return TrainingState.initial(
        parameters, new ReplicaBuffers(network.storeBuffers(), network.storeCounters()));
  }

  /** The losses of replica after replica, each step by step. */
  double[] losses() {
    List<IterationReport> reports = observed.reports;
    int replicas = reports.get(0).steps().size();
    var losses = new double[replicas * reports.size()];
    for (int replica = 0; replica < replicas; replica++) {
      for (int step = 0; step < reports.size(); step++) {
        losses[replica * reports.size() + step] = reports.get(step).steps().get(replica).loss();
      }
    }
    return losses;
  }

  /** The averaged gradients' norms before clipping, step by step. */
  double[] gradientNorms() {
    return observed.reports.stream().mapToDouble(IterationReport::gradientNorm).toArray();
  }

  /** The mean loss of the first step. */
  double firstLoss() {
    return observed.reports.get(0).loss();
  }

  /** Brings {@code network} to the end of the run, buffers averaged over the replicas. */
  void restore(TrainableNetwork network) {
    network.loadParameters(trained.parameters(), 0);
    load(network, trained.buffers());
    trained.average().ifPresent(network::loadAverage);
  }

  /** Gives {@code network} one replica's own buffers of the end of the run. */
  void restoreBuffers(TrainableNetwork network, int replica) {
    load(network, observed.ends.get(0).replicaBuffers().get(replica));
  }

  private static void load(TrainableNetwork network, ReplicaBuffers buffers) {
    network.loadBuffers(buffers.statistics());
    network.loadCounters(buffers.counters());
  }

  /** Keeps what the engine tells. */
  private static final class Observed implements TrainingListener {
    private final List<IterationReport> reports = new ArrayList<>();
    private final List<EpochEnd> ends = new ArrayList<>();

    @Override
    public void onIteration(IterationReport report) {
      reports.add(report);
    }

    @Override
    public boolean onEpochEnd(EpochEnd end) {
      ends.add(end);
      return true;
    }
  }
}

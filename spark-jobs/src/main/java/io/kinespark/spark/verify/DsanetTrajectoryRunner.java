package io.kinespark.spark.verify;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.reference.CaseResult;
import io.kinespark.models.reference.CaseRunner;
import io.kinespark.models.reference.ReferenceCase;
import io.kinespark.models.reference.TensorComparison;
import io.kinespark.models.reference.TensorComparison.NormMeasure;
import io.kinespark.models.reference.dsanet.DsanetCases;
import io.kinespark.models.reference.dsanet.LocalTrajectoryRunner;
import io.kinespark.models.reference.dsanet.Trajectory;
import io.kinespark.models.reference.dsanet.TrajectoryAnswers;
import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.SgdRule;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.train.SgdSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs DSANet's trajectories in single precision, with one replica or more, through the engine that
 * users train with. Gradients, which it does not show, are compared in this process.
 */
final class DsanetTrajectoryRunner implements CaseRunner {
  private final Supplier<ReplicaSite> site;

  /**
   * A runner.
   *
   * @param site where replicas train; asked for once a case runs
   */
  DsanetTrajectoryRunner(Supplier<ReplicaSite> site) {
    this.site = site;
  }

  @Override
  public boolean supports(ReferenceCase reference) {
    return Trajectory.isIn(reference) && !new Trajectory(reference).inDoublePrecision();
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    var comparison = new TensorComparison(reference, NormMeasure.LARGEST);
    var trajectory = new Trajectory(reference);
    var answers = new TrajectoryAnswers(trajectory, comparison);
    try (TrainableNetwork network = DsanetCases.network(reference, Precision.FLOAT32)) {
      answers.structure(network);
      EngineRun run = EngineRun.of(site.get(), network, batches(trajectory), sgd(trajectory));
      answers.steps(run.losses(), run.gradientNorms());
      run.restore(network);
      answers.trained(network);
      for (int rank = 0; rank < trajectory.ranks(); rank++) {
        run.restoreBuffers(network, rank);
        answers.rank(rank, network.stateDict());
      }
    }
    if (trajectory.asksForGradients()) {
      LocalTrajectoryRunner.follow(trajectory, comparison);
    }
    return comparison.result();
  }

  /** The engine deals samples out in turn, the case in consecutive parts. */
  private static FixedBatches batches(Trajectory trajectory) {
    ReferenceCase reference = trajectory.reference();
    HostTensor clips = DsanetCases.clips(reference);
    int[] labels = reference.labels();
    int ranks = trajectory.ranks();
    int share = labels.length / ranks;
    float[] values = clips.toFloats();
    int length = values.length / labels.length;
    var dealt = new float[values.length];
    var dealtLabels = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int sample = i % ranks * share + i / ranks;
      System.arraycopy(values, sample * length, dealt, i * length, length);
      dealtLabels[i] = labels[sample];
    }
    return new FixedBatches(
        dealt, clips.shape(), dealtLabels, ranks, trajectory.learningRates().size());
  }

  private static SgdSettings sgd(Trajectory trajectory) {
    SgdRule rule = trajectory.rule();
    List<Double> rates = trajectory.learningRates();
    double base = Collections.max(rates);
    List<Double> from = new ArrayList<>();
    List<Double> factors = new ArrayList<>();
    for (int step = 0; step < rates.size(); step++) {
      from.add((step - 0.5) / rates.size());
      factors.add(rates.get(step) / base);
    }
    return new SgdSettings(
        base,
        rule.momentum(),
        rule.dampening(),
        rule.nesterov(),
        rule.weightDecay(),
        rule.maxGradientNorm(),
        new LearningRateSchedule.Steps(from, factors));
  }
}

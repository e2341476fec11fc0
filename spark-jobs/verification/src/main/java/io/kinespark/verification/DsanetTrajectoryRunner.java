package io.kinespark.verification;

import io.kinespark.models.Precision;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.TensorComparison.NormMeasure;
import io.kinespark.verification.reference.dsanet.DsanetCases;
import io.kinespark.verification.reference.dsanet.LocalTrajectoryRunner;
import io.kinespark.verification.reference.dsanet.Trajectory;
import io.kinespark.verification.reference.dsanet.TrajectoryAnswers;
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
    trajectory.requireKnown();
    var answers = new TrajectoryAnswers(trajectory, comparison);
    try (TrainableNetwork network = DsanetCases.network(reference, Precision.FLOAT32)) {
      answers.structure(network);
      EngineRun run =
          EngineRun.of(
              site.get(),
              network,
              FixedBatches.ofParts(
                  DsanetCases.clips(reference),
                  reference.targets(),
                  trajectory.ranks(),
                  trajectory.learningRates().size()),
              StepRates.sgd(trajectory.rule(), trajectory.learningRates()));
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
}

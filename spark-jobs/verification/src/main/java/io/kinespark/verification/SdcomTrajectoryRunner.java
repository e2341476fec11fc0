package io.kinespark.verification;

import io.kinespark.models.Precision;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.TensorComparison.NormMeasure;
import io.kinespark.verification.reference.sdcom.SdcomTrajectory;
import java.util.function.Supplier;

/**
 * Runs trajectories of SDCOM's supernet stage in single precision through the engine that users
 * train with. The losses of each width, which it does not show, and double precision are followed
 * in this process.
 */
final class SdcomTrajectoryRunner implements CaseRunner {
  private final Supplier<ReplicaSite> site;

  /**
   * A runner.
   *
   * @param site where replicas train; asked for once a case runs
   */
  SdcomTrajectoryRunner(Supplier<ReplicaSite> site) {
    this.site = site;
  }

  @Override
  public boolean supports(ReferenceCase reference) {
    return SdcomTrajectory.drawsNothing(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    var comparison = new TensorComparison(reference, NormMeasure.LARGEST);
    var trajectory = new SdcomTrajectory(reference, comparison);
    try (TrainableNetwork network = trajectory.network(Precision.FLOAT32)) {
      EngineRun run =
          EngineRun.of(
              site.get(),
              network,
              new FixedBatches(
                  reference.input().toFloats(),
                  reference.input().shape(),
                  trajectory.targets(),
                  1,
                  trajectory.steps()),
              StepRates.sgd(trajectory.rule(), trajectory.learningRates()));
      run.restore(network);
      trajectory.compareTrained(network);
    }
    trajectory.compareLosses(Precision.FLOAT32);
    if (CasePrecisions.precisions(reference).contains(Precision.FLOAT64)) {
      trajectory.follow(Precision.FLOAT64);
    }
    return comparison.result();
  }
}

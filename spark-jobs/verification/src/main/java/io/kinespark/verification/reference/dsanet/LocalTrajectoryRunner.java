package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.TensorComparison.NormMeasure;
import io.kinespark.verification.training.LocalTraining;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs trajectories in this process: those in double precision, and, for gradients that no
 * distributed engine shows, others beside it.
 */
public final class LocalTrajectoryRunner implements CaseRunner {
  /** A runner. */
  public LocalTrajectoryRunner() {}

  @Override
  public boolean supports(ReferenceCase reference) {
    return Trajectory.isIn(reference) && new Trajectory(reference).inDoublePrecision();
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference, NormMeasure.LARGEST);
    Trajectory trajectory = new Trajectory(reference);
    trajectory.requireKnown();
    follow(trajectory, comparison);
    return comparison.result();
  }

  /** Runs {@code trajectory} and compares everything that the case has answers for. */
  public static void follow(Trajectory trajectory, TensorComparison comparison) {
    TrajectoryAnswers answers = new TrajectoryAnswers(trajectory, comparison);
    List<TrainableNetwork> replicas = new ArrayList<>();
    try {
      for (int rank = 0; rank < trajectory.ranks(); rank++) {
        replicas.add(DsanetCases.network(trajectory.reference(), precision(trajectory)));
      }
      answers.structure(replicas.get(0));
      train(trajectory, replicas, answers);
      answers.gradients(replicas.get(0));
      answers.trained(replicas.get(0));
      for (int rank = 0; rank < replicas.size(); rank++) {
        answers.rank(rank, replicas.get(rank).stateDict());
      }
    } finally {
      replicas.forEach(TrainableNetwork::close);
    }
  }

  private static Precision precision(Trajectory trajectory) {
    return trajectory.inDoublePrecision() ? Precision.FLOAT64 : Precision.FLOAT32;
  }

  private static void train(
      Trajectory trajectory, List<TrainableNetwork> replicas, TrajectoryAnswers answers) {
    HostTensor clips = DsanetCases.clips(trajectory.reference());
    ClassTargets targets = trajectory.reference().targets();
    List<Double> rates = trajectory.learningRates();
    double[] losses = new double[replicas.size() * rates.size()];
    double[] norms = new double[rates.size()];
    try (LocalTraining training = new LocalTraining(replicas, trajectory.rule())) {
      for (int step = 0; step < norms.length; step++) {
        LocalTraining.Step done = training.step(clips, targets, rates.get(step), step);
        norms[step] = done.gradientNorm();
        for (int rank = 0; rank < replicas.size(); rank++) {
          losses[rank * norms.length + step] = done.traces().get(rank).result().loss();
        }
      }
    }
    answers.steps(losses, norms);
  }
}

package io.kinespark.verification;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.HostLayout;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.vov3d.TrajectoryRunner;
import io.kinespark.verification.reference.vov3d.Vov3dCases;
import io.kinespark.verification.reference.vov3d.Vov3dRecipe;
import io.kinespark.verification.reference.vov3d.Vov3dTrajectory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs the trajectories of VoV3D and X3D: in single precision through the engine that users train
 * with, and again in this process, which shows gradients and knows double precision.
 */
final class Vov3dTrajectoryRunner implements CaseRunner {
  private final Supplier<ReplicaSite> site;

  /**
   * A runner.
   *
   * @param site where replicas train; asked for once a case runs
   */
  Vov3dTrajectoryRunner(Supplier<ReplicaSite> site) {
    this.site = site;
  }

  @Override
  public boolean supports(ReferenceCase reference) {
    return TrajectoryRunner.describes(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    var comparison = new TensorComparison(reference);
    try (TrainableNetwork network = Vov3dCases.network(reference, Precision.FLOAT32)) {
      runOnEngine(reference, comparison, network);
    }
    TrajectoryRunner.compare(reference, comparison);
    return comparison.result();
  }

  private void runOnEngine(
      ReferenceCase reference, TensorComparison comparison, TrainableNetwork network) {
    int ranks = TrajectoryRunner.ranks(reference);
    var recipe = new Vov3dRecipe(reference.json().path("optimizer"));
    double[] rates = recipe.rates(reference.json().path("steps").asInt());
    HostTensor clips = HostLayout.clips(reference.input());
    StateDict before = network.stateDict();
    EngineRun run =
        EngineRun.of(
            site.get(),
            network,
            FixedBatches.ofParts(clips, reference.targets(), ranks, rates.length),
            StepRates.sgd(recipe.rule(), Arrays.stream(rates).boxed().toList()));
    compareLosses(comparison, run.losses(), ranks);
    run.restore(network);
    run.restoreBuffers(network, 0);
    List<String> names = network.parameters().stream().map(ParameterInfo::name).toList();
    Vov3dTrajectory.compareChange(comparison, "", names, before, network.stateDict());
    network
        .stateDict()
        .tensors()
        .forEach((name, tensor) -> comparison.tensor("after/rank0." + name, tensor));
    if (comparison.expects("train_logits")) {
      comparison.tensor("train_logits", network.trainStep(clips, reference.targets(), 0).logits());
    }
    comparison.tensor("output", network.predict(clips));
  }

  private static void compareLosses(TensorComparison comparison, double[] losses, int ranks) {
    int steps = losses.length / ranks;
    double[][] byRank = new double[ranks][];
    for (int rank = 0; rank < ranks; rank++) {
      byRank[rank] = Arrays.copyOfRange(losses, rank * steps, (rank + 1) * steps);
    }
    Vov3dTrajectory.compareLosses(comparison, "", byRank);
  }
}

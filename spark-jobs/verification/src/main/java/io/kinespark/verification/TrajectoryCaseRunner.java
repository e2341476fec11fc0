package io.kinespark.verification;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.engine.SgdSettings;
import io.kinespark.verification.reference.CaseChecks;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.tanet.TanetCases;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs cases that are several optimizer steps on one fixed batch, with one replica or more, through
 * the engine that users train with: losses, gradient norms, parameters and buffers after the steps,
 * their change, and the logits of the trained network.
 */
final class TrajectoryCaseRunner implements CaseRunner {

  /** {@code after/NAME}, {@code delta/NAME}, either with rows {@code [from:to]} of the tensor. */
  private static final Pattern STATE =
      Pattern.compile("(?<what>after|delta)/(?<entry>[^\\[]+)(\\[(?<from>\\d+):(?<to>\\d+)])?");

  private final Supplier<ReplicaSite> site;

  /**
   * A runner.
   *
   * @param site where replicas train; asked for once a case runs
   */
  TrajectoryCaseRunner(Supplier<ReplicaSite> site) {
    this.site = site;
  }

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.isTrajectory() && TanetCases.describesTanet(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    var comparison = new TensorComparison(reference);
    reference.model().path("head").only("dropout", 0);
    NetworkSpec spec = NetworkSpec.of(TanetCases.config(reference));
    try (TrainableNetwork network = TrainableNetwork.create(spec)) {
      network.loadStateDict(FillRule.fill(network.stateDict(), reference), LoadPolicy.strict());
      List<String> names = network.parameters().stream().map(ParameterInfo::name).toList();
      new CaseChecks(reference, comparison)
          .structure(network.stateDict(), names, network.parameterCount());
      StateDict before = network.stateDict();
      EngineRun run = EngineRun.of(site.get(), network, batches(reference), sgd(reference));
      compareRun(comparison, run, reference);
      for (int rank = 0; rank < replicas(reference); rank++) {
        run.restoreBuffers(network, rank);
        compareReplica(comparison, rank, network.stateDict());
      }
      run.restore(network);
      compareState(comparison, reference, before, network.stateDict());
      comparison.tensor("output", network.predict(reference.input()));
    }
    return comparison.result();
  }

  private static int replicas(ReferenceCase reference) {
    return reference.replicas();
  }

  private static FixedBatches batches(ReferenceCase reference) {
    HostTensor input = reference.input();
    return new FixedBatches(
        input.toFloats(),
        input.shape(),
        reference.targets(),
        replicas(reference),
        reference.json().path("steps").asInt());
  }

  private static SgdSettings sgd(ReferenceCase reference) {
    CaseNode optimizer = reference.json().path("optimizer");
    optimizer.only("type", "SGD");
    return StepRates.sgd(
        CaseJson.sgd(optimizer, optimizer.path("clip_grad_norm").asDouble()),
        CaseJson.learningRates(optimizer, reference.json().path("steps").asInt()));
  }

  private static void compareRun(
      TensorComparison comparison, EngineRun run, ReferenceCase reference) {
    double[] losses = run.losses();
    double[] norms = run.gradientNorms();
    comparison.series("losses", losses);
    comparison.series("grad_norms", norms);
    comparison.tensor(
        "losses",
        replicas(reference) == 1
            ? HostTensor.ofDoubles(losses, losses.length)
            : HostTensor.ofDoubles(losses, replicas(reference), norms.length));
    comparison.tensor("grad_norms", HostTensor.ofDoubles(norms, norms.length));
    comparison.number("loss", "loss", run.firstLoss());
  }

  private static void compareReplica(TensorComparison comparison, int rank, StateDict state) {
    String prefix = "rank" + rank + "_before_sync/";
    state.tensors().forEach((name, value) -> comparison.tensor(prefix + name, value));
  }

  private static void compareState(
      TensorComparison comparison, ReferenceCase reference, StateDict before, StateDict after) {
    for (String expected : reference.tensors().tensors().keySet()) {
      Matcher name = STATE.matcher(expected);
      if (name.matches()) {
        compareState(comparison, name, before, after);
      }
    }
  }

  private static void compareState(
      TensorComparison comparison, Matcher name, StateDict before, StateDict after) {
    String entry = name.group("entry");
    Optional<HostTensor> trained = after.find(entry);
    if (trained.isEmpty()) {
      comparison.failure(name.group() + " is not an entry of this network");
      return;
    }
    HostTensor value =
        name.group("what").equals("delta")
            ? difference(trained.get(), before.get(entry))
            : trained.get();
    comparison.tensor(
        name.group(),
        name.group("from") == null
            ? value
            : rows(
                value, Integer.parseInt(name.group("from")), Integer.parseInt(name.group("to"))));
  }

  /** Rows of the first axis, as {@code tensor[from:to]} names them. */
  private static HostTensor rows(HostTensor tensor, int from, int to) {
    long[] shape = tensor.shape();
    int row = Math.toIntExact(tensor.elementCount() / shape[0]);
    shape[0] = (long) to - from;
    return HostTensor.ofDoubles(
        Arrays.copyOfRange(tensor.toDoubles(), from * row, to * row), shape);
  }

  private static HostTensor difference(HostTensor after, HostTensor before) {
    double[] a = after.toDoubles();
    double[] b = before.toDoubles();
    for (int i = 0; i < a.length; i++) {
      a[i] -= b[i];
    }
    return HostTensor.ofDoubles(a, after.shape());
  }
}

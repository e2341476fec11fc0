package io.kinespark.spark.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.reference.CaseResult;
import io.kinespark.models.reference.CaseRunner;
import io.kinespark.models.reference.FillRule;
import io.kinespark.models.reference.ReferenceCase;
import io.kinespark.models.reference.TensorComparison;
import io.kinespark.models.reference.tanet.TanetCases;
import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.train.EpochEnd;
import io.kinespark.spark.train.GradientExchange;
import io.kinespark.spark.train.IterationReport;
import io.kinespark.spark.train.ReplicaBuffers;
import io.kinespark.spark.train.SgdSettings;
import io.kinespark.spark.train.TrainingListener;
import io.kinespark.spark.train.TrainingPlan;
import io.kinespark.spark.train.TrainingState;
import java.util.ArrayList;
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
    return reference.isTrajectory()
        && TanetCases.describesTanet(reference)
        && reference.json().path("optimizer").path("type").asText().equals("SGD");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    var comparison = new TensorComparison(reference);
    NetworkSpec spec = NetworkSpec.of(TanetCases.config(reference));
    try (TrainableNetwork network = TrainableNetwork.create(spec)) {
      network.loadStateDict(FillRule.fill(network.stateDict()), LoadPolicy.strict());
      comparison.exact(
          "params",
          reference.json().has("params"),
          reference.json().path("params").asInt(),
          network.parameterCount());
      StateDict before = network.stateDict();
      var observed = new Observed();
      ReplicaSite replicas = site.get();
      TrainingPlan plan = plan(reference, spec, replicas.threads());
      TrainingState trained = replicas.engine().train(plan, start(network), observed);
      compareRun(comparison, observed, reference);
      compareReplicas(comparison, network, observed.end().replicaBuffers());
      network.loadParameters(trained.parameters(), 0);
      load(network, trained.buffers());
      compareState(comparison, reference, before, network.stateDict());
      comparison.tensor("output", network.predict(reference.input()));
    }
    return comparison.result();
  }

  private static TrainingPlan plan(ReferenceCase reference, NetworkSpec spec, int threads) {
    JsonNode json = reference.json();
    HostTensor input = reference.input();
    var batches =
        new FixedBatches(
            input.toFloats(),
            input.shape(),
            reference.labels(),
            json.path("world_size").asInt(1),
            json.path("steps").asInt());
    JsonNode optimizer = json.path("optimizer");
    var sgd =
        new SgdSettings(
            optimizer.path("lr").asDouble(),
            optimizer.path("momentum").asDouble(),
            optimizer.path("dampening").asDouble(),
            optimizer.path("nesterov").asBoolean(),
            optimizer.path("weight_decay").asDouble(),
            optimizer.path("clip_grad_norm").asDouble(),
            new LearningRateSchedule.MultiStep(List.of(), 1));
    return new TrainingPlan(spec, threads, batches, sgd, 1, GradientExchange.EXACT);
  }

  private static TrainingState start(TrainableNetwork network) {
    var parameters = new float[network.parameterCount()];
    network.storeParameters(parameters, 0);
    return TrainingState.initial(
        parameters, new ReplicaBuffers(network.storeBuffers(), network.storeCounters()));
  }

  private static void load(TrainableNetwork network, ReplicaBuffers buffers) {
    network.loadBuffers(buffers.statistics());
    network.loadCounters(buffers.counters());
  }

  private static void compareRun(
      TensorComparison comparison, Observed observed, ReferenceCase reference) {
    List<IterationReport> reports = observed.reports();
    int replicas = reference.json().path("world_size").asInt(1);
    var losses = new double[replicas * reports.size()];
    for (int replica = 0; replica < replicas; replica++) {
      for (int step = 0; step < reports.size(); step++) {
        losses[replica * reports.size() + step] = reports.get(step).steps().get(replica).loss();
      }
    }
    double[] norms = reports.stream().mapToDouble(IterationReport::gradientNorm).toArray();
    comparison.series("losses", losses);
    comparison.series("grad_norms", norms);
    comparison.tensor(
        "losses",
        replicas == 1
            ? HostTensor.ofDoubles(losses, losses.length)
            : HostTensor.ofDoubles(losses, replicas, reports.size()));
    comparison.tensor("grad_norms", HostTensor.ofDoubles(norms, norms.length));
    comparison.number("loss", "loss", reports.get(0).loss());
  }

  private static void compareReplicas(
      TensorComparison comparison, TrainableNetwork network, List<ReplicaBuffers> replicas) {
    for (int rank = 0; rank < replicas.size(); rank++) {
      load(network, replicas.get(rank));
      String prefix = "rank" + rank + "_before_sync/";
      network
          .stateDict()
          .tensors()
          .forEach((name, value) -> comparison.tensor(prefix + name, value));
    }
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

    List<IterationReport> reports() {
      return reports;
    }

    EpochEnd end() {
      return ends.get(0);
    }
  }
}

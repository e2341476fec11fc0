package io.kinespark.verification.reference.vov3d;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseChecks;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.HostLayout;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.training.LocalTraining;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs cases of the kinds {@code trajectory} and {@code data_parallel}: some optimizer steps on one
 * batch with one replica or several, every replica starting a step with the first one's buffers, in
 * this process and in every precision that the case has answers in.
 */
public final class TrajectoryRunner implements CaseRunner {
  /** A runner. */
  public TrajectoryRunner() {}

  @Override
  public boolean supports(ReferenceCase reference) {
    return describes(reference);
  }

  /** Whether the case is a trajectory that can be run here. */
  public static boolean describes(ReferenceCase reference) {
    String kind = reference.kind();
    return (kind.equals("trajectory") || kind.equals("data_parallel"))
        && Vov3dCases.describes(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    compare(reference, comparison);
    return comparison.result();
  }

  /** Runs the case in every precision and compares everything that it holds. */
  public static void compare(ReferenceCase reference, TensorComparison comparison) {
    CasePrecisions.precisions(reference)
        .forEach(precision -> compare(reference, comparison, precision));
  }

  private static void compare(
      ReferenceCase reference, TensorComparison comparison, Precision precision) {
    List<TrainableNetwork> replicas = new ArrayList<>();
    try {
      for (int rank = 0; rank < ranks(reference); rank++) {
        replicas.add(Vov3dCases.network(reference, precision));
      }
      new Run(reference, comparison, CasePrecisions.prefix(reference, precision), replicas).run();
    } finally {
      replicas.forEach(TrainableNetwork::close);
    }
  }

  /** How many replicas the case has. */
  public static int ranks(ReferenceCase reference) {
    return reference.replicas();
  }

  /** One run in one precision. */
  private record Run(
      ReferenceCase reference,
      TensorComparison comparison,
      String answers,
      List<TrainableNetwork> replicas) {
    void run() {
      reference.model().only("dropout", 0);
      TrainableNetwork first = replicas.get(0);
      List<String> names = first.parameters().stream().map(ParameterInfo::name).toList();
      new CaseChecks(reference, comparison)
          .structure(first.stateDict(), names, first.parameterCount());
      StateDict before = first.stateDict();
      HostTensor clips = HostLayout.clips(reference.input());
      new CaseChecks(reference, comparison).exempt(first.parameters());
      train(clips, names);
      replicaBuffers();
      Vov3dTrajectory.compareChange(comparison, answers, names, before, first.stateDict());
      if (comparison.expects(answers + "train_logits")) {
        comparison.tensor(
            answers + "train_logits", first.trainStep(clips, reference.targets(), 0).logits());
      }
      comparison.tensor(answers + "output", first.predict(clips));
    }

    private void train(HostTensor clips, List<String> names) {
      Vov3dRecipe recipe = new Vov3dRecipe(reference.json().path("optimizer"));
      double[] rates = recipe.rates(reference.json().path("steps").asInt());
      comparison.tensor(answers + "lrs", HostTensor.ofDoubles(rates, rates.length));
      comparison.series("lrs", rates);
      double[][] losses = new double[replicas.size()][rates.length];
      try (LocalTraining training = new LocalTraining(replicas, recipe.rule())) {
        for (int step = 0; step < rates.length; step++) {
          shareBuffers();
          LocalTraining.Step done = training.step(clips, reference.targets(), rates[step], 0);
          for (int rank = 0; rank < losses.length; rank++) {
            losses[rank][step] = done.traces().get(rank).result().loss();
          }
          if (step == 0) {
            compareGradients(names);
          }
        }
      }
      Vov3dTrajectory.compareLosses(comparison, answers, losses);
      if (answers.isEmpty()) {
        double mean = Arrays.stream(losses).mapToDouble(own -> own[0]).average().getAsDouble();
        comparison.number("loss at step 0", "loss", mean);
      }
    }

    private void compareGradients(List<String> names) {
      List<Optional<HostTensor>> gradients =
          IntStream.range(0, names.size()).mapToObj(replicas.get(0)::gradient).toList();
      new CaseChecks(reference, comparison).gradients(answers, names, gradients);
    }

    private void shareBuffers() {
      StateDict state = replicas.get(0).stateDict();
      replicas.stream()
          .skip(1)
          .forEach(replica -> replica.loadStateDict(state, LoadPolicy.strict()));
    }

    private void replicaBuffers() {
      for (int rank = 0; rank < replicas.size(); rank++) {
        String prefix = "%safter/rank%d.".formatted(answers, rank);
        replicas
            .get(rank)
            .stateDict()
            .tensors()
            .forEach((name, tensor) -> comparison.tensor(prefix + name, tensor));
      }
    }
  }
}

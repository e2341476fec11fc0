package io.kinespark.verification.reference.tanet;

import io.kinespark.models.AverageClips;
import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.training.TrainingTrace;
import io.kinespark.models.training.ViewScores;
import io.kinespark.verification.reference.CaseChecks;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ObservedValues;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Runs cases of kind {@code Recognizer2D} that are one pass: evaluation, views, or one training
 * step without dropout, whose masks no two implementations share.
 */
final class RecognizerCaseRunner implements CaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return !reference.isTrajectory() && TanetCases.describesTanet(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    if (reference.trains()) {
      reference.model().path("head").only("dropout", 0);
    }
    for (Precision precision : CasePrecisions.precisions(reference)) {
      try (TrainableNetwork network = TanetCases.network(reference, precision)) {
        String answers = CasePrecisions.prefix(reference, precision);
        CaseChecks checks = new CaseChecks(reference, comparison);
        List<String> names = network.parameters().stream().map(ParameterInfo::name).toList();
        checks.structure(network.stateDict(), names, network.parameterCount());
        if (reference.trains()) {
          train(network, reference, comparison, checks, answers);
        } else {
          evaluate(network, reference, comparison, answers);
        }
      }
    }
    return comparison.result();
  }

  private static void train(
      TrainableNetwork network,
      ReferenceCase reference,
      TensorComparison comparison,
      CaseChecks checks,
      String answers) {
    TrainingTrace trace = network.trainStep(reference.input(), reference.targets(), 0);
    comparison.tensor(answers + "output", trace.logits());
    comparison.number(answers + "loss", "loss", trace.result().loss());
    List<String> names = network.parameters().stream().map(ParameterInfo::name).toList();
    checks.gradients(
        answers, names, IntStream.range(0, names.size()).mapToObj(network::gradient).toList());
    checks.buffersAfter(answers, network.stateDict());
  }

  private static void evaluate(
      TrainableNetwork network,
      ReferenceCase reference,
      TensorComparison comparison,
      String answers) {
    HostTensor input = reference.input();
    ObservedValues stages =
        new ObservedValues(comparison, reference, answers, List.of("backbone."));
    OperationCounter counter = new OperationCounter();
    HostTensor output = network.predict(input, ForwardObserver.both(stages, counter));
    comparison.tensor(answers + "output", output);
    ViewScores scores = scores(output, Math.toIntExact(input.shape()[0]));
    double[][] probabilities = scores.average(AverageClips.PROB);
    comparison.tensor(answers + "prob", rows(probabilities));
    comparison.tensor(answers + "score", rows(scores.average(AverageClips.SCORE)));
    comparison.exact(
        "pred_label",
        reference.json().has("pred_label"),
        StreamSupport.stream(reference.json().path("pred_label").spliterator(), false)
            .map(label -> label.asInt())
            .toList(),
        Arrays.stream(probabilities).map(RecognizerCaseRunner::highest).toList());
    compareOperations(counter, reference, comparison);
  }

  private static void compareOperations(
      OperationCounter counter, ReferenceCase reference, TensorComparison comparison) {
    comparison.exact(
        "macs",
        reference.json().has("macs"),
        reference.json().path("macs").asLong(),
        counter.multiplyAccumulates());
    comparison.exact(
        "macs_dynamic_conv",
        reference.json().has("macs_dynamic_conv"),
        reference.json().path("macs_dynamic_conv").asLong(),
        counter.dynamicMultiplyAccumulates());
  }

  private static ViewScores scores(HostTensor output, int samples) {
    int rows = Math.toIntExact(output.shape()[0]);
    int classes = Math.toIntExact(output.shape()[1]);
    return new ViewScores(output.toFloats(), samples, rows / samples, classes);
  }

  private static HostTensor rows(double[][] rows) {
    return HostTensor.ofDoubles(
        Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), rows.length, rows[0].length);
  }

  private static int highest(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }
}

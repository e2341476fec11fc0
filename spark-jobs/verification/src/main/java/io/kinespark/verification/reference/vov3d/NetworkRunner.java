package io.kinespark.verification.reference.vov3d;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.training.TrainingTrace;
import io.kinespark.verification.reference.CaseChecks;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.HostLayout;
import io.kinespark.verification.reference.ObservedValues;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs cases of kind {@code model}: a whole network in evaluation mode, or one forward and backward
 * pass in training mode without dropout, whose masks no two implementations share.
 */
final class NetworkRunner implements CaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("model") && Vov3dCases.describes(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    if (reference.trains()) {
      reference.model().only("dropout", 0);
    }
    CaseChecks checks = new CaseChecks(reference, comparison);
    for (Precision precision : CasePrecisions.precisions(reference)) {
      try (TrainableNetwork network = Vov3dCases.network(reference, precision)) {
        String answers = CasePrecisions.prefix(reference, precision);
        List<String> names = network.parameters().stream().map(ParameterInfo::name).toList();
        checks.structure(network.stateDict(), names, network.parameterCount());
        HostTensor clips = HostLayout.clips(reference.input());
        if (reference.trains()) {
          TrainingTrace trace = network.trainStep(clips, reference.targets(), 0);
          comparison.tensor(answers + "output", trace.logits());
          comparison.number(answers + "loss", "loss", trace.result().loss());
          checks.gradients(
              answers,
              names,
              IntStream.range(0, names.size()).mapToObj(network::gradient).toList());
          checks.buffersAfter(answers, network.stateDict());
        } else {
          evaluate(network, clips, reference, comparison, answers);
        }
      }
    }
    return comparison.result();
  }

  private static void evaluate(
      TrainableNetwork network,
      HostTensor clips,
      ReferenceCase reference,
      TensorComparison comparison,
      String answers) {
    OperationCounter counter = new OperationCounter();
    ObservedValues stages = new ObservedValues(comparison, reference, answers, List.of(""));
    comparison.tensor(
        answers + "output", network.predict(clips, ForwardObserver.both(stages, counter)));
    comparison.exact(
        "macs",
        reference.json().has("macs"),
        reference.json().path("macs").asLong(),
        counter.multiplyAccumulates() / clips.shape()[0]);
  }
}

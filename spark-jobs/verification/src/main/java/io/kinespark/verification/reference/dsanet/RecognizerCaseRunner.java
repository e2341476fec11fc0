package io.kinespark.verification.reference.dsanet;

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
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.TensorComparison.NormMeasure;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs cases of kind {@code Recognizer3D} that are one pass: evaluation, or the gradients of one
 * batch without dropout, whose masks no two implementations share.
 */
final class RecognizerCaseRunner implements CaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return !reference.isTrajectory()
        && !reference.json().has("optimizer")
        && !TestProtocolCaseRunner.asksForGroups(reference)
        && DsanetCases.describesDsanet(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference, NormMeasure.LARGEST);
    if (reference.trains()) {
      DsanetCases.requireNoDropout(reference);
    }
    boolean labelled = reference.targets().clips() > 0;
    reference.require(
        reference.json().path("gradients").asBoolean(labelled) == labelled,
        "gradients",
        "true with labels and false without");
    for (Precision precision : CasePrecisions.precisions(reference)) {
      try (TrainableNetwork network = DsanetCases.network(reference, precision)) {
        CaseChecks checks = new CaseChecks(reference, comparison);
        checks.structure(network.stateDict(), names(network), network.parameterCount());
        if (labelled) {
          differentiate(network, reference, comparison, checks);
        } else {
          evaluate(network, reference, comparison);
        }
      }
    }
    return comparison.result();
  }

  private static List<String> names(TrainableNetwork network) {
    return network.parameters().stream().map(ParameterInfo::name).toList();
  }

  private static void differentiate(
      TrainableNetwork network,
      ReferenceCase reference,
      TensorComparison comparison,
      CaseChecks checks) {
    TrainingTrace trace = network.trainStep(DsanetCases.clips(reference), reference.targets(), 0);
    comparison.tensor("output", trace.logits());
    comparison.number("loss", "loss", trace.result().loss());
    List<String> names = names(network);
    checks.gradients(
        "", names, IntStream.range(0, names.size()).mapToObj(network::gradient).toList());
    checks.buffersAfter("", network.stateDict());
    new StateNorms(reference, comparison)
        .compare("after_buffer_norm", "buffers_order", network.stateDict());
  }

  private static void evaluate(
      TrainableNetwork network, ReferenceCase reference, TensorComparison comparison) {
    OperationCounter counter = new OperationCounter();
    DsanetStages stages = new DsanetStages(reference, comparison);
    HostTensor logits =
        network.predict(DsanetCases.clips(reference), ForwardObserver.both(stages, counter));
    comparison.tensor("output", VideoLogits.of(logits, reference.inputShape()[0]));
    DsaCases.compareOperations(counter, reference, comparison);
  }
}

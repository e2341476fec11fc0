package io.kinespark.verification.reference.vov3d;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.PreciseBatchNorm;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseChecks;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.HostLayout;
import io.kinespark.verification.reference.Norms;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs cases of kind {@code precise_bn}: running statistics recomputed over some batches, then the
 * first batch in evaluation mode.
 */
final class PreciseNormRunner implements CaseRunner {
  private static final String MEAN = ".running_mean";
  private static final String VARIANCE = ".running_var";

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("precise_bn") && Vov3dCases.describes(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    reference.model().only("dropout", 0);
    List<HostTensor> batches =
        IntStream.range(0, reference.json().path("batches").asInt())
            .mapToObj(index -> batch(reference, index))
            .toList();
    for (Precision precision : CasePrecisions.precisions(reference)) {
      String answers = CasePrecisions.prefix(reference, precision);
      try (TrainableNetwork network = Vov3dCases.network(reference, precision)) {
        PreciseBatchNorm precise = new PreciseBatchNorm(network);
        batches.forEach(batch -> precise.add(batch, 0));
        precise.finish();
        StateDict after = network.stateDict();
        compareNorms(after, reference, comparison, answers);
        new CaseChecks(reference, comparison).buffersAfter(answers, after);
        comparison.tensor(answers + "output", network.predict(batches.get(0)));
      }
    }
    return comparison.result();
  }

  private static HostTensor batch(ReferenceCase reference, int index) {
    return HostLayout.clips(
        FillRule.input(reference.inputName("batch index", index), reference.inputShape()));
  }

  private static void compareNorms(
      StateDict after, ReferenceCase reference, TensorComparison comparison, String answers) {
    List<String> layers = CaseJson.texts(reference.json().path("bn_order"));
    comparison.exact(
        "bn_order",
        true,
        layers,
        after.tensors().keySet().stream()
            .filter(name -> name.endsWith(MEAN))
            .map(name -> name.substring(0, name.length() - MEAN.length()))
            .toList());
    comparison.tensor(answers + "mean_norm", norms(after, layers, MEAN));
    comparison.tensor(answers + "var_norm", norms(after, layers, VARIANCE));
  }

  private static HostTensor norms(StateDict after, List<String> layers, String suffix) {
    double[] norms =
        layers.stream().mapToDouble(layer -> Norms.l2(after.get(layer + suffix))).toArray();
    return HostTensor.ofDoubles(norms, norms.length);
  }
}

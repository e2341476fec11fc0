package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.dsanet.DynamicSegmentAggregation;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.verification.reference.ModuleCaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.TensorComparison.NormMeasure;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of kind {@code DSA}: dynamic segment aggregation alone. */
final class DsaCaseRunner extends ModuleCaseRunner<DynamicSegmentAggregation> {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("DSA");
  }

  @Override
  protected DynamicSegmentAggregation build(TensorSpace space, ReferenceCase reference) {
    return new DynamicSegmentAggregation(
        space,
        DsaCases.config(reference.model(), List.of()),
        reference.model().path("in_channels").asInt(),
        DsaCases.snippets(reference.model()),
        1);
  }

  @Override
  protected Tensor forward(
      DynamicSegmentAggregation module, Tensor input, ReferenceCase reference, ForwardPass pass) {
    return module.forward(input, pass);
  }

  @Override
  protected List<String> stageParents() {
    return List.of("");
  }

  @Override
  protected NormMeasure norms(ReferenceCase reference) {
    return NormMeasure.LARGEST;
  }

  @Override
  protected void compareOperations(
      OperationCounter counter, ReferenceCase reference, TensorComparison comparison) {
    DsaCases.compareOperations(counter, reference, comparison);
  }
}

package io.kinespark.verification.reference.tanet;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.tanet.TemporalAdaptiveModule;
import io.kinespark.verification.reference.ModuleCaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of kind {@code TAM}: the temporal adaptive module alone. */
final class TamCaseRunner extends ModuleCaseRunner<TemporalAdaptiveModule> {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("TAM");
  }

  @Override
  protected TemporalAdaptiveModule build(TensorSpace space, ReferenceCase reference) {
    return new TemporalAdaptiveModule(
        space,
        reference.model().path("in_channels").asInt(),
        reference.model().path("num_segments").asInt(),
        TamCases.config(reference.model()));
  }

  @Override
  protected Tensor forward(
      TemporalAdaptiveModule module, Tensor input, ReferenceCase reference, ForwardPass pass) {
    return module.forward(input, pass);
  }

  @Override
  protected List<String> stageParents() {
    return List.of("");
  }
}

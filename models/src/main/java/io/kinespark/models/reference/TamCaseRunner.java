package io.kinespark.models.reference;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.tanet.TemporalAdaptiveModule;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of kind {@code TAM}: the temporal adaptive module alone. */
public final class TamCaseRunner extends ModuleCaseRunner<TemporalAdaptiveModule> {
  /** A runner. */
  public TamCaseRunner() {}

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("TAM");
  }

  @Override
  TemporalAdaptiveModule build(TensorSpace space, ReferenceCase reference) {
    return new TemporalAdaptiveModule(
        space,
        reference.model().path("in_channels").asInt(),
        reference.model().path("num_segments").asInt(),
        TamCases.config(reference.model()));
  }

  @Override
  Tensor forward(
      TemporalAdaptiveModule module, Tensor input, ReferenceCase reference, ForwardPass pass) {
    return module.forward(input, pass);
  }

  @Override
  List<String> stageParents() {
    return List.of("");
  }
}

package io.kinespark.verification.reference.tanet;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.resnet.BottleneckGeometry;
import io.kinespark.models.resnet.BottleneckStyle;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.tanet.TemporalAdaptiveBottleneck;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.ModuleCaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of kind {@code TABlock}: one temporal adaptive bottleneck. */
final class BottleneckCaseRunner extends ModuleCaseRunner<TemporalAdaptiveBottleneck> {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("TABlock");
  }

  @Override
  protected TemporalAdaptiveBottleneck build(TensorSpace space, ReferenceCase reference) {
    CaseNode model = reference.model();
    model.only("expansion", ResNetConfig.EXPANSION);
    BottleneckGeometry geometry =
        new BottleneckGeometry(
            model.path("inplanes").asInt(),
            model.path("planes").asInt(),
            model.path("stride").asInt(1),
            model.path("dilation").asInt(1),
            BottleneckStyle.of(model.path("style").asText("pytorch")),
            model.path("downsample").asBoolean());
    return new TemporalAdaptiveBottleneck(
        space, geometry, model.path("num_segments").asInt(), TamCases.config(model.path("tam")));
  }

  @Override
  protected Tensor forward(
      TemporalAdaptiveBottleneck module, Tensor input, ReferenceCase reference, ForwardPass pass) {
    return module.forward(input, pass);
  }

  @Override
  protected List<String> stageParents() {
    return List.of("", "block.");
  }
}

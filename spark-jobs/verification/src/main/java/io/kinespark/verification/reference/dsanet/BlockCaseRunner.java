package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.dsanet.AggregatingBlock;
import io.kinespark.models.dsanet.AverageDownsampling;
import io.kinespark.models.dsanet.BlockKind;
import io.kinespark.models.dsanet.BlockShape;
import io.kinespark.models.dsanet.BlockShape.ShortcutKind;
import io.kinespark.models.dsanet.InflationStyle;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.resnet.BottleneckStyle;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.ModuleCaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.TensorComparison.NormMeasure;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of the kinds {@code DSABottleneck} and {@code DSABasicblock}: one wrapped block. */
final class BlockCaseRunner extends ModuleCaseRunner<AggregatingBlock> {
  @Override
  public boolean supports(ReferenceCase reference) {
    return List.of("DSABottleneck", "DSABasicblock").contains(reference.kind());
  }

  @Override
  protected AggregatingBlock build(TensorSpace space, ReferenceCase reference) {
    CaseNode model = reference.model();
    return AggregatingBlock.ofVolumes(
        space,
        shape(reference.kind(), model),
        DsaCases.config(model, List.of()),
        DsaCases.snippets(model));
  }

  private static BlockShape shape(String name, CaseNode model) {
    BlockKind kind = name.equals("DSABottleneck") ? BlockKind.BOTTLENECK : BlockKind.BASIC;
    model.only("expansion", kind.expansion());
    return new BlockShape(
        kind,
        model.path("inplanes").asInt(),
        model.path("planes").asInt(),
        model.path("spatial_stride").asInt(1),
        model.path("temporal_stride").asInt(1),
        model.path("dilation").asInt(1),
        BottleneckStyle.of(model.path("style").asText("pytorch")),
        model.path("if_inflate").asBoolean(true),
        InflationStyle.of(model.path("inflate_style").asText("3x1x1")),
        AverageDownsampling.NONE,
        shortcut(model),
        /* startsAsShortcut= */ false);
  }

  private static ShortcutKind shortcut(CaseNode model) {
    if (!model.path("downsample").asBoolean()) {
      return ShortcutKind.IDENTITY;
    }
    return model.path("avg_down").asBoolean()
        ? ShortcutKind.AVERAGED_PROJECTION
        : ShortcutKind.PROJECTION;
  }

  @Override
  protected Tensor forward(
      AggregatingBlock module, Tensor input, ReferenceCase reference, ForwardPass pass) {
    return module.forward(input, pass);
  }

  @Override
  protected List<String> stageParents() {
    return List.of("", "dsa.");
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

package io.kinespark.verification.reference.tanet;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.tanet.ClassificationHead;
import io.kinespark.models.tanet.HeadConfig;
import io.kinespark.models.tanet.HeadKind;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.TopK;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.ModuleCaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of the kinds {@code TSMHead} and {@code TSNHead}: a classification head alone. */
final class HeadCaseRunner extends ModuleCaseRunner<ClassificationHead> {
  private static final Set<String> KINDS = Set.of("TSMHead", "TSNHead");

  @Override
  public boolean supports(ReferenceCase reference) {
    return KINDS.contains(reference.kind());
  }

  /**
   * The settings of a head in a case.
   *
   * @throws UnsupportedCaseException if its options are not ones that change nothing here
   */
  static HeadConfig config(CaseNode head) {
    head.only("spatial_type", "avg");
    head.only("consensus", "avg");
    head.only("kind", "TSMHead", "TSNHead");
    if (head.path("is_shift").asBoolean(true)) {
      head.only("temporal_pool", false);
    }
    head.passOver("temporal_pool"); // halves the frames of shifted backbones only
    HeadKind kind = head.path("kind").asText().equals("TSNHead") ? HeadKind.TSN : HeadKind.TSM;
    return new HeadConfig(
        kind, head.path("dropout").asDouble(), head.path("label_smooth_eps").asDouble());
  }

  @Override
  protected ClassificationHead build(TensorSpace space, ReferenceCase reference) {
    CaseNode model = reference.model();
    return new ClassificationHead(
        space,
        config(model),
        model.path("in_channels").asInt(),
        model.path("num_segments").asInt(),
        model.path("num_classes").asInt());
  }

  @Override
  protected Tensor forward(
      ClassificationHead module, Tensor input, ReferenceCase reference, ForwardPass pass) {
    return module.forward(input, reference.model().path("num_segments").asInt(), pass);
  }

  @Override
  protected List<String> stageParents() {
    return List.of("");
  }

  @Override
  protected void compareOutput(
      HostTensor output, ReferenceCase reference, TensorComparison comparison) {
    ClassTargets targets = reference.targets();
    if (targets.clips() > 0) {
      double[] logits = output.toDoubles();
      double clips = targets.clips();
      comparison.number("top1", "top1", TopK.hits(logits, targets, 1) / clips);
      comparison.number("top5", "top5", TopK.hits(logits, targets, 5) / clips);
    }
  }
}

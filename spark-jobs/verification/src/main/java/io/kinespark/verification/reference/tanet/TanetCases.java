package io.kinespark.verification.reference.tanet;

import io.kinespark.models.AverageClips;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.Precision;
import io.kinespark.models.resnet.BottleneckStyle;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.tanet.TamConfig;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.List;

/** Makes whole TANets of the descriptions in cases of kind {@code Recognizer2D}. */
public final class TanetCases {
  private TanetCases() {}

  /** Whether the case describes a TANet, or its ResNet without temporal modules. */
  public static boolean describesTanet(ReferenceCase reference) {
    return reference.kind().equals("Recognizer2D");
  }

  /**
   * The architecture that the case describes.
   *
   * @throws IllegalArgumentException if its parts do not fit each other
   * @throws UnsupportedCaseException if it cannot be built here
   */
  public static TanetConfig config(ReferenceCase reference) {
    CaseNode model = reference.model();
    int stages = model.path("num_stages").asInt(4);
    List<Integer> last = List.of(stages - 1);
    reference.require(
        CaseJson.integers(model.path("out_indices"), last).equals(last),
        "model.out_indices",
        last.toString());
    model.only("bn_eps", 1e-5);
    model.only("bn_momentum", 0.1);
    CaseNode head = model.path("head");
    int segments = model.path("num_segments").asInt();
    requireEqual("head.num_segments", head.path("num_segments").asInt(segments), segments);
    ResNetConfig backbone = backbone(model);
    requireEqual(
        "head.in_channels",
        head.path("in_channels").asInt(backbone.outputChannels()),
        backbone.outputChannels());
    TamConfig tam =
        model.path("tam").isObject() ? TamCases.config(model.path("tam")) : TamConfig.disabled();
    CaseNode averageClips = head.path("average_clips");
    return new TanetConfig(
        backbone,
        tam,
        HeadCaseRunner.config(head),
        head.path("num_classes").asInt(),
        segments,
        model.path("fc_lr5").asBoolean(true),
        averageClips.isTextual() ? AverageClips.of(averageClips.asText()) : AverageClips.NONE);
  }

  private static ResNetConfig backbone(CaseNode model) {
    List<Integer> blocks = CaseJson.integers(model.path("stage_blocks"), List.of());
    ResNetConfig full =
        blocks.isEmpty()
            ? ResNetConfig.ofDepth(model.path("depth").asInt())
            : ResNetConfig.ofBlocks(blocks);
    ResNetConfig cut =
        full.withNumStages(model.path("num_stages").asInt(full.numStages()))
            .withBaseWidth(model.path("base_channels").asInt(full.baseWidth()))
            .withStyle(BottleneckStyle.of(model.path("style").asText("pytorch")))
            .withFreezing(
                model.path("frozen_stages").asInt(-1),
                model.path("norm_eval").asBoolean(),
                model.path("partial_bn").asBoolean());
    return cut.withStrides(
        CaseJson.integers(model.path("strides"), cut.strides()),
        CaseJson.integers(model.path("dilations"), cut.dilations()));
  }

  private static void requireEqual(String what, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "%s is %d; the backbone needs %d".formatted(what, actual, expected));
    }
  }

  /** A network of the case's architecture filled with the case's weights. */
  public static TrainableNetwork network(ReferenceCase reference, Precision precision) {
    TrainableNetwork network =
        TrainableNetwork.create(NetworkSpec.of(config(reference)).withPrecision(precision));
    network.loadStateDict(FillRule.fill(network.stateDict(), reference), LoadPolicy.strict());
    return network;
  }
}

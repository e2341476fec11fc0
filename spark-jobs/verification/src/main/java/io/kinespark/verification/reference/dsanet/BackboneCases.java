package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.dsanet.AverageDownsampling;
import io.kinespark.models.dsanet.DsanetBackboneConfig;
import io.kinespark.models.dsanet.Freezing;
import io.kinespark.models.dsanet.InflationStyle;
import io.kinespark.models.dsanet.ResNetDepth;
import io.kinespark.models.dsanet.ShiftPlace;
import io.kinespark.models.dsanet.TemporalModel;
import io.kinespark.models.resnet.BottleneckStyle;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads the backbones {@code ResNet_I3D}, {@code ResNet} and {@code ResNetTSM} in cases; what a
 * description does not say is the original constructor's default.
 */
final class BackboneCases {
  private static final List<Integer> STRIDES = List.of(1, 2, 2, 2);
  private static final int WIDTH = 64;

  private BackboneCases() {}

  /**
   * Stops a description of a backbone that cannot be built here.
   *
   * @throws UnsupportedCaseException naming what cannot
   */
  private static void requireKnown(CaseNode backbone, int stages) {
    backbone.only("type", "ResNet_I3D", "ResNet", "ResNetTSM");
    CaseNode outputs = backbone.path("out_indices");
    List<Integer> last = List.of(stages - 1);
    if (!CaseJson.integers(outputs, last).equals(last)) {
      throw new UnsupportedCaseException(
          "%s is %s; only %s is supported there".formatted(outputs.name(), outputs, last));
    }
    backbone.only("in_channels", 3);
    backbone.only("pool1_stride_s", 2);
    backbone.only("nonlocal_cfg");
    backbone.only("partial_norm", false);
    CaseNode norm = backbone.path("norm_cfg");
    norm.only("type", "BN", "BN2d", "BN3d");
    norm.only("requires_grad", true);
    // Weights are the case's; checkpointing changes the use of memory, not what is computed.
    backbone.passOver("pretrained", "pretrained2d", "with_cp");
  }

  /**
   * The architecture.
   *
   * @throws IllegalArgumentException if its parts do not fit each other
   * @throws UnsupportedCaseException if it cannot be built here
   */
  static DsanetBackboneConfig config(CaseNode json) {
    ResNetDepth depth = ResNetDepth.of(json.path("depth").asInt());
    int stages = json.path("num_stages").asInt(STRIDES.size());
    requireKnown(json, stages);
    List<Integer> blocks = depth.stageBlocks().subList(0, stages);
    boolean inflated = json.path("type").asText().equals("ResNet_I3D");
    return new DsanetBackboneConfig(
        depth.block(),
        blocks,
        WIDTH,
        CaseJson.integers(
            json.path(inflated ? "spatial_strides" : "strides"), STRIDES.subList(0, stages)),
        CaseJson.integers(json.path("dilations"), Collections.nCopies(stages, 1)),
        BottleneckStyle.of(json.path("style").asText("pytorch")),
        json.path("avg_down").asBoolean(),
        averageDownsampling(json),
        json.path("deep_stem").asBoolean() ? json.path("stem_width").asInt(WIDTH) : 0,
        inflated && json.path("zero_init_residual").asBoolean(true),
        freezing(json),
        inflated ? inflated(json, blocks) : frameWise(json));
  }

  private static AverageDownsampling averageDownsampling(CaseNode json) {
    if (!json.path("avd").asBoolean()) {
      return AverageDownsampling.NONE;
    }
    return json.path("avd_first").asBoolean()
        ? AverageDownsampling.BEFORE
        : AverageDownsampling.AFTER;
  }

  private static Freezing freezing(CaseNode json) {
    boolean normEval = json.path("norm_eval").asBoolean(true);
    return new Freezing(
        json.path("frozen_stages").asInt(-1),
        normEval,
        normEval && json.path("norm_frozen").asBoolean());
  }

  private static TemporalModel inflated(CaseNode json, List<Integer> blocks) {
    return new TemporalModel.Inflated(
        flags(json.path("inflate_freq"), blocks, true),
        InflationStyle.of(json.path("inflate_style").asText("3x1x1")),
        kernel(json.path("conv1_kernel")),
        json.path("conv1_stride_t").asInt(2),
        json.path("pool1_kernel_t").asInt(1),
        json.path("pool1_stride_t").asInt(2),
        !json.path("no_pool2").asBoolean(),
        CaseJson.integers(json.path("temporal_strides"), Collections.nCopies(blocks.size(), 1)));
  }

  private static List<Integer> kernel(CaseNode json) {
    return json.isNumber()
        ? Collections.nCopies(3, json.asInt())
        : CaseJson.integers(json, List.of(5, 7, 7));
  }

  private static TemporalModel frameWise(CaseNode json) {
    boolean shifted = json.path("type").asText().equals("ResNetTSM");
    return new TemporalModel.FrameWise(
        shifted && json.path("is_shift").asBoolean(true)
            ? ShiftPlace.of(json.path("shift_place").asText("blockres"))
            : ShiftPlace.NONE,
        json.path("shift_div").asInt(8),
        json.path("temporal_pool").asBoolean());
  }

  /**
   * A flag for each block: {@code json} is one number for all stages, or has for each stage a
   * number for all its blocks or a list of a number for each.
   */
  static List<List<Boolean>> flags(CaseNode json, List<Integer> blocks, boolean otherwise) {
    List<List<Boolean>> flags = new ArrayList<>();
    for (int stage = 0; stage < blocks.size(); stage++) {
      CaseNode own = json.isArray() ? json.path(stage) : json;
      flags.add(
          own.isArray()
              ? CaseJson.integers(own, List.of()).stream().map(flag -> flag == 1).toList()
              : Collections.nCopies(blocks.get(stage), own.asInt(otherwise ? 1 : 0) == 1));
    }
    return flags;
  }
}

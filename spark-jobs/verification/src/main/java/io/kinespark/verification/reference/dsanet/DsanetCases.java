package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.AverageClips;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.dsanet.BlockKind;
import io.kinespark.models.dsanet.DsaConfig;
import io.kinespark.models.dsanet.DsanetBackboneConfig;
import io.kinespark.models.dsanet.DsanetConfig;
import io.kinespark.models.dsanet.Freezing;
import io.kinespark.models.dsanet.SnippetHeadConfig;
import io.kinespark.models.dsanet.TemporalModel;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.Locale;

/** Makes whole networks of the descriptions in cases of kind {@code Recognizer3D}. */
public final class DsanetCases {
  private static final int WHOLE_MAP = -1;
  private static final double DROPOUT = 0.5;

  private DsanetCases() {}

  /** Whether the case describes a whole network. */
  public static boolean describesDsanet(ReferenceCase reference) {
    return reference.kind().equals("Recognizer3D");
  }

  /**
   * Stops a case of a network that cannot be built here, or whose input is not what it says.
   *
   * @throws UnsupportedCaseException naming what cannot
   */
  private static void requireKnown(ReferenceCase reference) {
    CaseNode model = reference.model();
    model.path("module_cfg").only("type", "Make_DSA");
    model.path("module_cfg").only("build_function", "block_maker");
    model.path("cls_head").only("type", "I3DClsHead");
    model.path("cls_head").passOver("init_std"); // weights are the case's
    CaseNode json = reference.json();
    if (json.has("num_clips")) {
      requireEqual(
          "num_clips * num_crops",
          json.path("num_clips").asInt() * json.path("num_crops").asInt(1),
          Math.toIntExact(viewsPerVideo(reference)));
    }
    double dropout = model.path("cls_head").path("dropout_ratio").asDouble(DROPOUT);
    reference.require(
        json.path("dropout").asDouble(dropout) == dropout, "dropout", "that of cls_head");
  }

  /**
   * The architecture that the case describes, for its number of snippets and frames. A case that
   * does not train but asks for gradients has norms on their running statistics and no dropout.
   *
   * @throws IllegalArgumentException if its parts do not fit each other
   * @throws UnsupportedCaseException if it cannot be built here
   */
  public static DsanetConfig config(ReferenceCase reference) {
    CaseNode model = reference.model();
    requireKnown(reference);
    DsanetBackboneConfig backbone = BackboneCases.config(model.path("backbone"));
    requireFrames(model, reference, backbone);
    requireEqual(
        "cls_head.in_channels",
        model.path("cls_head").path("in_channels").asInt(2048),
        backbone.outputChannels());
    SnippetHeadConfig head = head(model.path("cls_head"));
    if (!reference.trains()) {
      Freezing freezing = backbone.freezing();
      backbone =
          backbone.withFreezing(new Freezing(freezing.stages(), true, freezing.normFrozen()));
      head = head.withDropout(0);
    }
    CaseNode module = model.path("module_cfg");
    return new DsanetConfig(
        backbone,
        module.isObject() ? dsa(module, backbone) : DsaConfig.none(),
        head,
        model.path("cls_head").path("num_classes").asInt(400),
        snippets(reference),
        framesPerSnippet(reference),
        AverageClips.SCORE);
  }

  private static void requireFrames(
      CaseNode model, ReferenceCase reference, DsanetBackboneConfig backbone) {
    boolean frameWise = backbone.temporal() instanceof TemporalModel.FrameWise;
    String type = model.path("backbone_type").asText("3D");
    if (frameWise != type.equals("2D")) {
      throw new IllegalArgumentException(
          "backbone_type %s does not fit a backbone of type %s"
              .formatted(type, model.path("backbone").path("type").asText()));
    }
    CaseNode segments = model.path("backbone").path("num_segments");
    if (model.path("backbone").path("type").asText().equals("ResNetTSM")) {
      requireEqual("num_segments", segments.asInt(8), framesPerSnippet(reference));
    }
  }

  private static DsaConfig dsa(CaseNode module, DsanetBackboneConfig backbone) {
    int depth = module.path("depth").asInt();
    BlockKind block = depth == 18 ? BlockKind.BASIC : BlockKind.BOTTLENECK;
    if ((depth != 18 && depth != 50) || block != backbone.block()) {
      throw new IllegalArgumentException(
          "module_cfg.depth is %d; the original knows 18 for basic blocks and 50 for bottlenecks, and the backbone has %s blocks"
              .formatted(depth, backbone.block()));
    }
    return DsaCases.config(
        module, BackboneCases.flags(module.path("insert_freq"), backbone.stageBlocks(), true));
  }

  private static SnippetHeadConfig head(CaseNode head) {
    int temporal = head.path("temporal_size").asInt(4);
    int spatial = head.path("spatial_size").asInt(7);
    return new SnippetHeadConfig(
        SnippetHeadConfig.Pooling.valueOf(
            head.path("spatial_type").asText("avg").toUpperCase(Locale.ROOT)),
        temporal == WHOLE_MAP ? 0 : temporal,
        spatial == WHOLE_MAP ? 0 : spatial,
        head.path("dropout_ratio").asDouble(DROPOUT),
        head.path("fcn_testing").asBoolean());
  }

  /**
   * Stops a case that trains with dropout, whose masks no two implementations share.
   *
   * @throws UnsupportedCaseException if it does
   */
  static void requireNoDropout(ReferenceCase reference) {
    CaseNode ratio = reference.model().path("cls_head").path("dropout_ratio");
    reference.require(ratio.asDouble(DROPOUT) == 0, "model.cls_head.dropout_ratio", "0");
  }

  static void requireEqual(String what, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "%s is %d; it must be %d".formatted(what, actual, expected));
    }
  }

  /** Snippets of each video in the input, those of all crops together. */
  static long viewsPerVideo(ReferenceCase reference) {
    return reference.inputShape()[1];
  }

  /** U: as many as are aggregated, or all there are. */
  static int snippets(ReferenceCase reference) {
    CaseNode module = reference.model().path("module_cfg");
    return module.isObject()
        ? DsaCases.snippets(module)
        : Math.toIntExact(viewsPerVideo(reference));
  }

  /** T. */
  static int framesPerSnippet(ReferenceCase reference) {
    return Math.toIntExact(reference.inputShape()[3]);
  }

  /** A network of the case's architecture filled with the case's weights. */
  public static TrainableNetwork network(ReferenceCase reference, Precision precision) {
    TrainableNetwork network =
        TrainableNetwork.create(NetworkSpec.of(config(reference)).withPrecision(precision));
    network.loadStateDict(FillRule.fill(network.stateDict(), reference), LoadPolicy.strict());
    return network;
  }

  /** The case's input {@code [B, U, 3, T, H, W]} as clips {@code [B, U*T, 3, H, W]}. */
  public static HostTensor clips(ReferenceCase reference) {
    HostTensor input = reference.input();
    long[] shape = input.shape();
    return NativeWork.plain(
        () ->
            HostTransfer.toHost(
                HostTransfer.fromHost(input)
                    .permute(0, 1, 3, 2, 4, 5)
                    .reshape(shape[0], shape[1] * shape[3], shape[2], shape[4], shape[5])));
  }
}

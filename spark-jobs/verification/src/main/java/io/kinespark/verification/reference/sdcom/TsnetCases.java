package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.AverageClips;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.RandomDraws;
import io.kinespark.models.sdcom.PolicyLoss;
import io.kinespark.models.sdcom.PrimaryKind;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.SdcomTraining;
import io.kinespark.models.sdcom.SlimmableDepth;
import io.kinespark.models.sdcom.Tsnet;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.Arrays;
import java.util.Locale;

/** Makes whole SDCOM networks of the descriptions in cases of kind {@code tsnet}. */
public final class TsnetCases {
  private static final double WIDTH_COST = 0.7;
  private static final double SMOOTHING = 0.1;
  private static final String FCVID = "fcvid";

  private TsnetCases() {}

  /** Whether the case describes a whole network. */
  public static boolean describesTsnet(ReferenceCase reference) {
    return reference.kind().equals("tsnet");
  }

  /** Whether the hard loss is of rows of several labels, neither normalised nor smoothed. */
  private static boolean isFcvid(ReferenceCase reference) {
    reference.model().only("dataset", FCVID, "anet", "minik");
    return reference.model().path("dataset").asText().equals(FCVID);
  }

  /** What the network learns from: FCVID's rows of several labels, else what the labels are. */
  public static ClassTargets targets(ReferenceCase reference) {
    return isFcvid(reference) ? reference.multiHot("labels") : reference.targets();
  }

  /** Rows of several labels are not smoothed, unless a case that is not of FCVID says so. */
  private static double smoothing(ReferenceCase reference) {
    double stated =
        reference.model().path("smoothing").asDouble(reference.hasLabelLists() ? 0 : SMOOTHING);
    return isFcvid(reference) ? 0 : stated;
  }

  /** Whether the case is several steps of an optimizer. */
  public static boolean isTrajectory(ReferenceCase reference) {
    return reference.json().path("optimizer").has("steps");
  }

  /** Whether the case is about that stage. */
  public static boolean isOf(ReferenceCase reference, SdcomStage stage) {
    return reference.model().path("stage").asText().equals(stage.toString());
  }

  /** The architecture that the case describes, in the stage that it names. */
  public static SdcomConfig config(ReferenceCase reference) {
    return config(reference, SdcomStage.of(reference.model().path("stage").asText()));
  }

  /**
   * The architecture that the case describes in that stage, its gate drawing noise.
   *
   * @throws UnsupportedCaseException if it trains in a way that is not known here
   */
  public static SdcomConfig config(ReferenceCase reference, SdcomStage stage) {
    CaseNode model = reference.model();
    if (reference.trains()) {
      model.only("dropout", 0);
    }
    return new SdcomConfig(
        stage,
        SlimmableDepth.of(model.path("feat_net").asText()),
        PrimaryKind.of(model.path("prim_net").asText("mobilenetv2")),
        model.path("num_classes").asInt(),
        model.path("num_segment").asInt(),
        model.path("dropout").asDouble(),
        SdcomCase.widths(model),
        1,
        model.path("temperature").asDouble(5),
        true,
        false,
        new SdcomTraining(
            smoothing(reference),
            model.path("use_ema").asBoolean() ? model.path("ema_decay").asDouble() : 0,
            policyLoss(model),
            WIDTH_COST,
            false),
        AverageClips.NONE);
  }

  private static PolicyLoss policyLoss(CaseNode model) {
    if (!model.path("use_concat").asBoolean(true)) {
      return PolicyLoss.SEPARATE;
    }
    return model.path("use_aux_loss").asBoolean(true) ? PolicyLoss.COMPOSITE : PolicyLoss.FINAL;
  }

  /** A filled network of the case in that stage. */
  static Tsnet network(SdcomCase asked, SdcomStage stage) {
    Tsnet network =
        NativeWork.plain(() -> new Tsnet(asked.space(), config(asked.reference(), stage)));
    asked.fill(network);
    return network;
  }

  /** The gate's noise from that stream of the fill rule. */
  static RandomDraws noise(String stream) {
    return (consumer, count) -> SdcomCase.noise(stream, count);
  }

  /** No noise: the gate takes the best width. */
  static RandomDraws noNoise() {
    return (consumer, count) -> {
      float[] ones = new float[count];
      Arrays.fill(ones, 1);
      return ones;
    };
  }

  /** {@code w0.25}, the case's name of a width. */
  static String width(double ratio) {
    return String.format(Locale.ROOT, "w%.2f", ratio);
  }
}

package io.kinespark.models.reference.sdcom;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.models.AverageClips;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.RandomDraws;
import io.kinespark.models.reference.ReferenceCase;
import io.kinespark.models.sdcom.PolicyLoss;
import io.kinespark.models.sdcom.PrimaryKind;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.SdcomTraining;
import io.kinespark.models.sdcom.SlimmableDepth;
import io.kinespark.models.sdcom.Tsnet;
import java.util.Arrays;
import java.util.Locale;

/** Makes whole SDCOM networks of the descriptions in cases of kind {@code tsnet}. */
public final class TsnetCases {
  private static final double WIDTH_COST = 0.7;

  private TsnetCases() {}

  /** Whether the case describes a network that can be built here. */
  public static boolean describesTsnet(ReferenceCase reference) {
    return reference.kind().equals("tsnet")
        && (!reference.trains() || reference.model().path("dropout").asDouble() == 0);
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

  /** The architecture that the case describes in that stage, its gate drawing noise. */
  public static SdcomConfig config(ReferenceCase reference, SdcomStage stage) {
    JsonNode model = reference.model();
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
            model.path("smoothing").asDouble(0.1),
            model.path("use_ema").asBoolean() ? model.path("ema_decay").asDouble() : 0,
            policyLoss(model),
            WIDTH_COST,
            false),
        AverageClips.NONE);
  }

  private static PolicyLoss policyLoss(JsonNode model) {
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

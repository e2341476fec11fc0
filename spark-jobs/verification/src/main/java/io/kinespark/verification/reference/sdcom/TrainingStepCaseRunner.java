package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TrainingObjective;
import io.kinespark.models.sdcom.SdcomFamily;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.SupernetObjective;
import io.kinespark.models.sdcom.Tsnet;
import io.kinespark.verification.reference.ReferenceCase;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs cases that are one iteration of the supernet or the policy phase without optimizer step:
 * losses, logits, gradients, and statistics after it.
 */
final class TrainingStepCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return TsnetCases.describesTsnet(reference)
        && reference.trains()
        && !TsnetCases.isTrajectory(reference)
        && (TsnetCases.isOf(reference, SdcomStage.SUPERNET)
            || TsnetCases.isOf(reference, SdcomStage.POLICY));
  }

  @Override
  void compare(SdcomCase asked) {
    SdcomStage stage = TsnetCases.config(asked.reference()).stage();
    try (Tsnet network = TsnetCases.network(asked, stage);
        TrainingObjective objective =
            NativeWork.plain(
                () ->
                    SdcomFamily.objective(
                        network, TsnetCases.config(asked.reference(), stage), asked.space()))) {
      network.train(true);
      NativeWork.recording(() -> step(asked, objective));
      asked.compareStructure(network);
      asked.compareState("after", network);
      NativeWork.plain(() -> gradients(asked, network));
      if (objective instanceof SupernetObjective supernet
          && asked.model().path("use_ema").asBoolean()) {
        NativeWork.plain(() -> teacher(asked, supernet));
      }
    }
  }

  private static Tensor step(SdcomCase asked, TrainingObjective objective) {
    long[] shape = asked.reference().inputShape();
    String stream = asked.noiseStream(shape[0] * shape[1]);
    ForwardPass pass =
        ForwardPass.training(0)
            .observedBy(observer(asked, stream))
            .drawing(TsnetCases.noise(stream));
    TrainingObjective.Outcome outcome =
        objective.backward(
            asked.frames(asked.reference().input()),
            asked.setting("num_segment"),
            asked.targets(asked.setting("num_classes")),
            pass);
    asked.compareLoss(outcome.loss());
    asked.compare("cat_pred", outcome.logits());
    return outcome.loss();
  }

  private static void gradients(SdcomCase asked, Tsnet network) {
    asked.compareGradients("grad", network);
    asked.compareGradientNorms("grad_norm", network);
  }

  private static void teacher(SdcomCase asked, SupernetObjective objective) {
    Tensor frames = asked.frames(asked.reference().input());
    for (int width = 0; width < asked.widths().count(); width++) {
      asked.compare(asked.at("ema_output", width), objective.teacherLogits(frames, width));
    }
  }

  /** What the objectives tell, under the case's names. */
  private static ForwardObserver observer(SdcomCase asked, String stream) {
    return new ForwardObserver() {
      @Override
      public void value(NetworkModule module, String part, Tensor value) {
        switch (part) {
          case "ce_cat", "ce_policy", "sim" -> asked.compare("loss." + part, value.mean());
          case "flops" -> {
            asked.compare("loss.flops", value.mean());
            asked.compare("flops_vector", value);
          }
          case "cat_logit", "policy_logit", "slim_logit", "y_hard", "y_soft" ->
              asked.compare(part, value);
          case "index" -> {
            asked.compare("index", value);
            PolicyEvaluationCaseRunner.compareWidths(asked, value);
            exponentials(asked, stream, value.size(0));
          }
          default -> atWidth(part, value);
        }
      }

      private void atWidth(String part, Tensor value) {
        int dot = part.indexOf('.');
        if (part.startsWith("loss.") || part.startsWith("output.")) {
          String width = TsnetCases.width(Double.parseDouble(part.substring(dot + 1)));
          asked.compare(part.substring(0, dot + 1) + width, value);
        }
      }
    };
  }

  private static void exponentials(SdcomCase asked, String stream, long rows) {
    int widths = asked.widths().count();
    float[] draws = SdcomCase.noise(stream, Math.toIntExact(rows) * widths);
    asked.compare("exp", HostTransfer.fromHost(HostTensor.ofFloats(draws, rows, widths)));
  }
}

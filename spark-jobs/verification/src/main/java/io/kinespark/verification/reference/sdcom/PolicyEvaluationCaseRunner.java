package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.RandomDraws;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.Tsnet;
import io.kinespark.verification.reference.ReferenceCase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs cases of whole networks in evaluation mode that ask for the stages policy, inference and
 * static inference, with the case's noise and without.
 */
final class PolicyEvaluationCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return TsnetCases.describesTsnet(reference)
        && !TsnetCases.isOf(reference, SdcomStage.SUPERNET)
        && !reference.trains()
        && reference.json().path("input").path("shape").size() == 5
        && reference.json().has("noise");
  }

  @Override
  void compare(SdcomCase asked) {
    try (Tsnet network = TsnetCases.network(asked, SdcomStage.POLICY)) {
      asked.compareStructure(network);
      network.train(false);
      long[] shape = asked.reference().inputShape();
      String stream = asked.noiseStream(shape[0] * shape[1]);
      NativeWork.plain(() -> stages(asked, network, "", TsnetCases.noise(stream)));
      NativeWork.plain(() -> stages(asked, network, "nonoise.", TsnetCases.noNoise()));
    }
  }

  private static void stages(SdcomCase asked, Tsnet network, String prefix, RandomDraws noise) {
    Tensor frames = asked.frames(asked.reference().input());
    ForwardPass pass = ForwardPass.evaluation().drawing(noise);
    int widths = asked.widths().count();
    float[] draws = noise.exponentials("", Math.toIntExact(frames.size(0)) * widths);
    asked.compare(
        prefix + "exp", HostTransfer.fromHost(HostTensor.ofFloats(draws, frames.size(0), widths)));

    Tsnet.PolicyOutput policy = network.policy(frames, pass.observedBy(gateLogits(asked, prefix)));
    asked.compare(prefix + "cat_logit", policy.logits());
    asked.compare(prefix + "cat_pred", policy.prediction());
    asked.compare(prefix + "policy_feat", policy.decision().features());
    asked.compare(prefix + "policy_logit", policy.decision().logits());
    asked.compare(prefix + "y_soft", policy.decision().choice().soft());
    asked.compare(prefix + "y_hard", policy.decision().choice().hard());
    asked.compare(prefix + "index", policy.decision().choice().index());
    asked.compare(prefix + "slim_feat", policy.dynamicFeatures());
    asked.compare(prefix + "slim_logit", policy.dynamicLogits());
    if (prefix.isEmpty()) {
      compareWidths(asked, policy.decision().choice().index());
    }
    compare(asked, prefix + "inference.", network.inference(frames, pass));
    compare(asked, prefix + "static.", network.staticInference(frames, pass));
  }

  private static ForwardObserver gateLogits(SdcomCase asked, String prefix) {
    return new ForwardObserver() {
      @Override
      public void value(NetworkModule module, String part, Tensor value) {
        if (module.path().equals("policy_net.gate")) {
          asked.compare(prefix + "gate_logits", value);
        }
      }
    };
  }

  private static void compare(SdcomCase asked, String prefix, Tsnet.InferenceOutput output) {
    asked.compare(prefix + "cat_logit", output.logits());
    asked.compare(prefix + "cat_pred", output.prediction());
    asked.compare(prefix + "img_feat", output.dynamicFeatures());
    asked.compare(prefix + "y_hard", output.decision().choice().hard());
    asked.compare(prefix + "index", output.decision().choice().index());
  }

  /** The widths that the case says are chosen. */
  static void compareWidths(SdcomCase asked, Tensor index) {
    List<Integer> stated =
        StreamSupport.stream(asked.reference().json().path("chosen_widths").spliterator(), false)
            .map(width -> width.asInt())
            .toList();
    double[] chosen = HostTransfer.toDoubles(index);
    asked
        .comparison()
        .exact(
            "chosen_widths",
            !stated.isEmpty(),
            stated,
            IntStream.range(0, chosen.length).mapToObj(i -> (int) chosen[i]).toList());
  }
}

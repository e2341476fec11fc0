package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.sdcom.Gate;
import io.kinespark.verification.reference.ReferenceCase;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of kind {@code gate}. */
final class GateCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("gate");
  }

  @Override
  void compare(SdcomCase asked) {
    Gate gate =
        NativeWork.plain(
            () ->
                new Gate(
                    asked.space(),
                    asked.setting("in_planes"),
                    asked.setting("spatial_size"),
                    asked.setting("hidden_dim"),
                    asked.setting("num_ch")));
    try (gate) {
      asked.fill(gate);
      asked.compareStructure(gate);
      NativeWork.plain(() -> evaluate(asked, gate));
      NativeWork.recording(() -> train(asked, gate));
    }
  }

  private static void evaluate(SdcomCase asked, Gate gate) {
    gate.train(false);
    ForwardPass pass =
        ForwardPass.evaluation()
            .observedBy(
                new ForwardObserver() {
                  @Override
                  public void value(NetworkModule module, String part, Tensor value) {
                    asked.compare(module.path() + ".eval", value);
                  }
                });
    asked.compare("output.eval", gate.forward(asked.input(), segments(asked), pass));
  }

  private static Gate train(SdcomCase asked, Gate gate) {
    gate.train(true);
    Tensor input = asked.input().requires_grad_(true);
    Tensor output = gate.forward(input, segments(asked), ForwardPass.training(0));
    Tensor loss = asked.loss(output);
    loss.backward();
    asked.compare("output.train", output);
    asked.compareLoss(loss);
    asked.compare("grad_input", input.grad());
    asked.compareGradients("grad", gate);
    asked.compareGradientNorms("grad_norm", gate);
    asked.compareState("after", gate);
    return gate;
  }

  private static long segments(SdcomCase asked) {
    return asked.setting("num_segment");
  }
}

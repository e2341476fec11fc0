package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.SlimmableLinear;
import io.kinespark.verification.reference.ReferenceCase;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of kind {@code linear}: the slimmable linear layer at every width. */
final class SlimmableLinearCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("linear") && reference.model().has("in_features");
  }

  @Override
  void compare(SdcomCase asked) {
    SlimmableLinear layer =
        NativeWork.plain(
            () ->
                new SlimmableLinear(
                    asked.space(), asked.setting("in_features"), asked.setting("out_features")));
    try (layer) {
      asked.fill(layer);
      asked.compareStructure(layer);
      for (int width = 0; width < asked.widths().count(); width++) {
        int current = width;
        NativeWork.recording(() -> atWidth(asked, layer, current));
      }
    }
  }

  private static SlimmableLinear atWidth(SdcomCase asked, SlimmableLinear layer, int width) {
    SdcomCase.clearGradients(layer);
    Tensor whole = asked.input();
    Tensor input = whole.narrow(1, 0, asked.widths().channels(whole.size(1), width)).contiguous();
    input.requires_grad_(true);
    Tensor output = layer.forward(input, ForwardPass.evaluation());
    Tensor loss = asked.loss(output);
    loss.backward();
    asked.compare(asked.at("output", width), output);
    asked.compare(asked.at("loss", width), loss);
    asked.compare(asked.at("grad_input", width), input.grad());
    asked.compareGradients(asked.at("grad", width), layer);
    return layer;
  }
}

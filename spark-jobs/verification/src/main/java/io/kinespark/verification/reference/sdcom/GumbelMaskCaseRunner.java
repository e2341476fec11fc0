package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ChannelMask;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.sdcom.GumbelSoftmax;
import io.kinespark.models.sdcom.Losses;
import io.kinespark.verification.reference.ReferenceCase;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs cases of kind {@code gumbel_mask}: the choice of a width, the weighting of channels by it,
 * and the gradients of both.
 */
final class GumbelMaskCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("gumbel_mask");
  }

  @Override
  void compare(SdcomCase asked) {
    NativeWork.recording(() -> compareAll(asked));
  }

  private static SdcomCase compareAll(SdcomCase asked) {
    Tensor input = asked.input().requires_grad_(true);
    long rows = input.size(0);
    int widths = asked.widths().count();
    Tensor logits =
        asked.stream(asked.reference().stream("logits", ".logits"), rows, widths)
            .mul(new Scalar(2.0))
            .requires_grad_(true);
    float[] noise = SdcomCase.noise(asked.noiseStream(rows), Math.toIntExact(rows) * widths);
    GumbelSoftmax softmax = new GumbelSoftmax(asked.space(), asked.model().path("tau").asDouble());
    GumbelSoftmax.Choice choice = softmax.choose(logits, noise);
    ChannelMask mask = new ChannelMask(asked.space(), asked.widths());
    Tensor soft = mask.apply(input, choice.soft());
    Tensor cost = Losses.widthCost(choice.hard(), asked.widths());
    Tensor loss = asked.loss(soft).add(cost.sum());
    loss.backward();

    asked.compare("exp", HostTransfer.fromHost(HostTensor.ofFloats(noise, rows, widths)));
    asked.compare("y_soft", choice.soft());
    asked.compare("y_hard", choice.hard());
    asked.compare("index", choice.index());
    asked.compare("output.soft", soft);
    asked.compare("output.hard", mask.apply(input, choice.hard()));
    asked.compare("flops", cost);
    asked.compareLoss(loss);
    asked.compare("grad_logits", logits.grad());
    asked.compare("grad_input", input.grad());
    return asked;
  }
}

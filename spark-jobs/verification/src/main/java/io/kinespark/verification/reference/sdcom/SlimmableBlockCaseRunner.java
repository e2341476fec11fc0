package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.nn.ChannelMask;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.WidthChoice;
import io.kinespark.models.sdcom.SlimmableBasicBlock;
import io.kinespark.models.sdcom.SlimmableBlock;
import io.kinespark.models.sdcom.SlimmableBottleneck;
import io.kinespark.verification.reference.ReferenceCase;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of the kinds {@code bottleneck} and {@code basic_block}: one residual block. */
final class SlimmableBlockCaseRunner extends SdcomCaseRunner {
  private static final Set<String> KINDS = Set.of("bottleneck", "basic_block", "basicblock");

  @Override
  public boolean supports(ReferenceCase reference) {
    return KINDS.contains(reference.kind()) && reference.model().has("channel_list");
  }

  @Override
  void compare(SdcomCase asked) {
    try (SlimmableBlock block = NativeWork.plain(() -> block(asked))) {
      for (int width = 0; width < asked.widths().count(); width++) {
        int current = width;
        NativeWork.plain(() -> evaluate(asked, block, current));
        NativeWork.recording(() -> train(asked, block, current));
      }
      NativeWork.plain(() -> atChosenWidths(asked, block));
      asked.compareStructure(block);
    }
  }

  private static SlimmableBlock block(SdcomCase asked) {
    int inputs = asked.setting("inplanes");
    int planes = asked.setting("planes");
    int stride = asked.setting("stride");
    boolean projected = asked.model().path("downsample").asBoolean();
    return asked.reference().kind().equals("bottleneck")
        ? new SlimmableBottleneck(asked.space(), asked.widths(), inputs, planes, stride, projected)
        : new SlimmableBasicBlock(asked.space(), asked.widths(), inputs, planes, stride, projected);
  }

  private static void evaluate(SdcomCase asked, SlimmableBlock block, int width) {
    asked.fill(block);
    block.train(false);
    asked.compare(asked.at("output", width), forward(block, input(asked, width), width));
  }

  private static SlimmableBlock train(SdcomCase asked, SlimmableBlock block, int width) {
    asked.fill(block);
    SdcomCase.clearGradients(block);
    block.train(true);
    Tensor output = forward(block, input(asked, width), width);
    Tensor loss = asked.loss(output);
    loss.backward();
    asked.compare(asked.at("train.output", width), output);
    asked.compare(asked.at("train.loss", width), loss);
    asked.compareGradientNorms(asked.at("train.grad_norm", width), block);
    return block;
  }

  private static Tensor input(SdcomCase asked, int width) {
    Tensor whole = asked.input();
    return whole.narrow(1, 0, asked.widths().channels(whole.size(1), width)).contiguous();
  }

  private static Tensor forward(SlimmableBlock block, Tensor input, int width) {
    return block.forward(input, new WidthChoice.Sliced(width), 1, ForwardPass.evaluation());
  }

  private static void atChosenWidths(SdcomCase asked, SlimmableBlock block) {
    asked.fill(block);
    block.train(false);
    Tensor scores = WidthChoices.of(asked, asked.input().size(0));
    Tensor input = new ChannelMask(asked.space(), asked.widths()).apply(asked.input(), scores);
    WidthChoice choice = new WidthChoice.Masked(scores);
    asked.compare("policy.output", block.forward(input, choice, 1, ForwardPass.evaluation()));
  }
}

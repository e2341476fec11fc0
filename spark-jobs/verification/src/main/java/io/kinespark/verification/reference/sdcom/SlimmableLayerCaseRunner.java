package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.SlimmableBatchNorm;
import io.kinespark.models.nn.SlimmableConvolution;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.WidthChoice;
import io.kinespark.verification.reference.ReferenceCase;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of kind {@code conv_bn}: a slimmable convolution and the norm after it. */
final class SlimmableLayerCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("conv_bn");
  }

  @Override
  void compare(SdcomCase asked) {
    try (Layer layer = NativeWork.plain(() -> new Layer(asked))) {
      for (int width = 0; width < asked.widths().count(); width++) {
        int current = width;
        NativeWork.recording(() -> atWidth(asked, layer, current));
      }
      if (!asked.reference().trains()) {
        NativeWork.plain(() -> atChosenWidths(asked, layer));
      }
      asked.compareStructure(layer);
    }
  }

  private static Layer atWidth(SdcomCase asked, Layer layer, int width) {
    asked.fill(layer);
    SdcomCase.clearGradients(layer);
    layer.train(asked.reference().trains());
    Tensor whole = asked.input();
    int channels = asked.widths().channels(whole.size(1), width);
    Tensor input = layer.allInputs ? whole : whole.narrow(1, 0, channels).contiguous();
    input.requires_grad_(true);
    WidthChoice choice = new WidthChoice.Sliced(width);
    Tensor convolved = layer.convolution.forward(input, choice, ForwardPass.evaluation());
    Tensor output = layer.norm.forward(convolved, choice);
    asked.compare(asked.at("conv", width), convolved);
    asked.compare(asked.at("output", width), output);
    if (asked.reference().trains()) {
      Tensor loss = asked.loss(output);
      loss.backward();
      asked.compare(asked.at("loss", width), loss);
      asked.compare(asked.at("grad_input", width), input.grad());
      asked.compareGradients(asked.at("grad", width), layer);
      asked.compareState(asked.at("after", width), layer);
    }
    return layer;
  }

  private static void atChosenWidths(SdcomCase asked, Layer layer) {
    Tensor input = asked.input();
    WidthChoice choice = new WidthChoice.Masked(WidthChoices.of(asked, input.size(0)));
    ForwardPass pass =
        ForwardPass.evaluation()
            .observedBy(
                new ForwardObserver() {
                  @Override
                  public void value(NetworkModule module, String part, Tensor value) {
                    asked.compare("policy." + part, value);
                  }
                });
    Tensor convolved = layer.convolution.forward(input, choice, pass);
    asked.compare("policy.conv", convolved);
    asked.compare("policy.output", layer.norm.forward(convolved, choice));
  }

  /** Children {@code conv} and {@code bn}. */
  private static final class Layer extends NetworkModule {
    private final boolean allInputs;
    private final SlimmableConvolution convolution;
    private final SlimmableBatchNorm norm;

    Layer(SdcomCase asked) {
      TensorSpace space = asked.space();
      ChannelWidths widths = asked.widths();
      ConvolutionGeometry geometry =
          new ConvolutionGeometry(
              asked.setting("in_channels"),
              asked.setting("out_channels"),
              asked.setting("kernel"),
              asked.setting("stride"),
              asked.setting("padding"),
              1);
      this.allInputs = asked.model().path("in_ch_static").asBoolean();
      this.convolution =
          child("conv", new SlimmableConvolution(space, widths, geometry, allInputs));
      this.norm = child("bn", new SlimmableBatchNorm(space, widths, geometry.outputs()));
    }
  }
}

package io.kinespark.models.sdcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.ModuleState;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.WidthChoice;
import io.kinespark.verification.reference.FillRule;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class SlimmableResNetTest {
  private final TensorSpace space = new TensorSpace(Precision.FLOAT64, "cpu");
  private final ChannelWidths widths = ChannelWidths.published();

  private SlimmableResNet network(SlimmableDepth depth, boolean shift) {
    SlimmableResNet network =
        NativeWork.plain(() -> new SlimmableResNet(space, widths, depth, shift));
    network
        .state()
        .forEach(
            named ->
                ModuleState.assign(
                    named.entry(), FillRule.value(named.name(), named.entry().shape())));
    network.train(false);
    return network;
  }

  private double[] features(SlimmableResNet network, WidthChoice choice) {
    Tensor frames = space.convert(HostTransfer.fromHost(FillRule.input("frames", 2, 3, 32, 32)));
    return HostTransfer.toDoubles(
        network.forward(frames, choice, 2, ForwardPass.evaluation()).mean(2, 3));
  }

  @Test
  void maskedFramesHaveTheFeaturesOfSlicedOnes() {
    try (SlimmableResNet network = network(SlimmableDepth.RESNET18, false)) {
      for (int width = 0; width < widths.count(); width++) {
        int current = width;
        double[][] found =
            NativeWork.plain(
                () ->
                    new double[][] {
                      features(network, new WidthChoice.Sliced(current)),
                      features(network, new WidthChoice.Masked(oneHot(current)))
                    });
        int active = widths.channels(512, width);
        for (int frame = 0; frame < 2; frame++) {
          for (int channel = 0; channel < 512; channel++) {
            double sliced = channel < active ? found[0][frame * active + channel] : 0;
            assertThat(found[1][frame * 512 + channel]).isCloseTo(sliced, within(1e-10));
          }
        }
      }
    }
  }

  private Tensor oneHot(int width) {
    float[] scores = new float[2 * widths.count()];
    scores[width] = 1;
    scores[widths.count() + width] = 1;
    return space.convert(HostTransfer.fromHost(HostTensor.ofFloats(scores, 2, widths.count())));
  }

  @Test
  void theTemporalShiftActsOnlyWhereItIsAskedTo() {
    try (SlimmableResNet plain = network(SlimmableDepth.RESNET50, false);
        SlimmableResNet idle = network(SlimmableDepth.TSM_RESNET50, false);
        SlimmableResNet active = network(SlimmableDepth.TSM_RESNET50, true)) {
      WidthChoice quarter = new WidthChoice.Sliced(1);
      double[] expected = NativeWork.plain(() -> features(plain, quarter));

      assertThat(NativeWork.plain(() -> features(idle, quarter))).isEqualTo(expected);
      assertThat(NativeWork.plain(() -> features(active, quarter))).isNotEqualTo(expected);
    }
  }
}

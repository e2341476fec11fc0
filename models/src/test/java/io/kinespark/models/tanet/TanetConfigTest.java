package io.kinespark.models.tanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kinespark.models.AverageClips;
import io.kinespark.models.InputNormalization;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.Precision;
import io.kinespark.models.resnet.BottleneckStyle;
import io.kinespark.models.resnet.ResNetConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TanetConfigTest {
  @Test
  void publishedNetworkHasThePublishedSettings() {
    TanetConfig config = TanetConfig.of(50, 400, 8);

    assertThat(config.backbone().stageBlocks()).containsExactly(3, 4, 6, 3);
    assertThat(config.backbone().strides()).containsExactly(1, 2, 2, 2);
    assertThat(config.backbone().outputChannels()).isEqualTo(2048);
    assertThat(config.tam()).isEqualTo(new TamConfig(true, 2, 3, 4, 3, 1, 1));
    assertThat(config.head()).isEqualTo(new HeadConfig(HeadKind.TSM, 0.5, 0));
    assertThat(config.averageClips()).isEqualTo(AverageClips.PROB);
    assertThat(config.family()).isEqualTo("tanet");
  }

  @Test
  void truncatingKeepsTheFirstStages() {
    ResNetConfig config = ResNetConfig.ofDepth(101).withNumStages(3);

    assertThat(config.stageBlocks()).containsExactly(3, 4, 23);
    assertThat(config.dilations()).containsExactly(1, 1, 1);
    assertThat(config.outputChannels()).isEqualTo(1024);
  }

  @Test
  void specificationTravelsBySerialization() throws IOException, ClassNotFoundException {
    NetworkSpec spec =
        new NetworkSpec(
            TanetConfig.of(152, 174, 16).withTam(TamConfig.disabled()),
            InputNormalization.imageNet(),
            Precision.FLOAT64,
            "cuda:1",
            7);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(spec);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(spec);
    }
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResNetConfig.ofDepth(18))
        .withMessageContaining("depth is 18")
        .withMessageContaining("50, 101 or 152");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TanetConfig.of(50, 400, 2))
        .withMessage("num-segments is 2; it must be at least 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TamConfig(true, 2, 5, 4, 3, 1, 1))
        .withMessageContaining("2 * padding + 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TamConfig(true, 2, 3, 4, 3, 2, 1))
        .withMessageContaining("tam.stride is 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TamConfig(true, 2, 3, 4, 2, 1, 1))
        .withMessageContaining("conv1d-kernel-size is 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadConfig.tsm().withDropout(1))
        .withMessageContaining("dropout is 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadConfig.tsm().withLabelSmoothing(-0.1))
        .withMessageContaining("label-smoothing is -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResNetConfig.ofDepth(50).withFreezing(5, false, false))
        .withMessageContaining("frozen-stages is 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResNetConfig.ofDepth(50).withStrides(List.of(1, 2), List.of(1, 1)))
        .withMessageContaining("one entry for each of the 4 stages");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResNetConfig.ofBlocks(List.of(1, 1, 1, 1, 1)))
        .withMessageContaining("one to four stages");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkSpec.of(TanetConfig.of(50, 2, 8)).withDevice("gpu"))
        .withMessageContaining("cpu, cuda or cuda:N");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadKind.of("i3d"))
        .withMessage("head 'i3d' is unknown; use one of [tsm, tsn]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InputNormalization(List.of(1.0, 1.0, 1.0), List.of(1.0, 0.0, 1.0)))
        .withMessageContaining("normalization.std");
  }

  @Test
  void choicesAreReadByTheirLowerCaseNames() {
    assertThat(HeadKind.of("tsn")).isEqualTo(HeadKind.TSN);
    assertThat(BottleneckStyle.of("caffe")).isEqualTo(BottleneckStyle.CAFFE);
    assertThat(Precision.of("float64")).isEqualTo(Precision.FLOAT64);
    assertThat(AverageClips.of("score")).hasToString("score");
  }
}

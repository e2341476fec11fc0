package io.kinespark.models.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.sdcom.PrimaryKind;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.SlimmableDepth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes that were measured on SDCOM's original code. */
class SdcomSizesTest {
  @ParameterizedTest
  @CsvSource({
    "RESNET50, MOBILENETV2, 16, 200, 64800189",
    "RESNET50, MOBILENETV2, 16, 239, 67486587",
    "TSM_RESNET50, MOBILENETV2, 8, 174, 57345593",
    "RESNET50, RESNET50, 16, 200, 88860389",
    "RESNET50, RESNET50, 16, 239, 91576739",
    "TSM_RESNET50, RESNET50, 8, 174, 81385825"
  })
  void parametersAreThoseOfTheOriginal(
      SlimmableDepth backbone, PrimaryKind staticNetwork, int segments, int classes, long count) {
    SdcomConfig config =
        SdcomConfig.published(SdcomStage.STATIC_INFERENCE, classes, segments)
            .withNetworks(backbone, staticNetwork);

    NetworkComplexity size = NetworkComplexity.measure(config, 224, 224);

    assertThat(size.parameters()).isEqualTo(count);
    // Static network, gate with its GRU, slimmable network at a quarter, and final layer, a frame.
    long perFrame =
        staticNetwork == PrimaryKind.MOBILENETV2
            ? 299_750_272L + (classes - 200) * 1280L + 7_230_464 + 13_631_488
            : 751_108_096L + (classes - 200) * 2048L + 1_774_592 + 16_777_216;
    assertThat(size.multiplyAccumulates())
        .isEqualTo(segments * (perFrame + 6_291_456 + 277_573_632 + 4096L * classes));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2003757",
    "0.25, 277573632",
    "0.5, 1051287552",
    "0.75, 2321141760",
    "1, 4087136256"
  })
  void everyWidthCostsWhatTheOriginalCounts(double width, long backbone) {
    SdcomConfig config =
        SdcomConfig.published(SdcomStage.SUPERNET, 200, 1).withEvaluationWidth(width);
    int features = Math.max(1, (int) (2048 * width));

    assertThat(NetworkComplexity.measure(config, 224, 224).multiplyAccumulates())
        .isEqualTo(backbone + 200L * features);
  }
}

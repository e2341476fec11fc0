package io.kinespark.models.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.sdcom.PrimaryKind;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.SlimmableDepth;
import io.kinespark.models.tanet.TanetConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WidthCostsTest {
  private static final SdcomConfig INFERENCE = SdcomConfig.published(SdcomStage.INFERENCE, 200, 16);

  /** By the counts that were measured on SDCOM's original code. */
  @Test
  void partsOfThePublishedNetworkCostWhatTheOriginalCounts() {
    WidthCosts costs = WidthCosts.measure(INFERENCE, 224, 224).orElseThrow();

    assertThat(costs.slimmable())
        .containsExactly(2_003_757L, 277_573_632L, 1_051_287_552L, 2_321_141_760L, 4_087_136_256L);
    assertThat(costs.composition())
        .isEqualTo(16 * (299_750_272L + 7_230_464 + 6_291_456 + 13_631_488) + 13_107_200);
    assertThat(costs.slimmableAlone()).isEqualTo(16 * (4_087_136_256L + 2048 * 200));
    assertThat(costs.framesPerClip()).isEqualTo(16);
  }

  @Test
  void clipsCostTheirFramesAtTheirWidthsAndTheComposition() {
    WidthCosts costs =
        new WidthCosts(
            new ChannelWidths(List.of(0.0, 0.5, 1.0)), 2, 1000, List.of(1L, 10L, 50L), 99);

    assertThat(costs.of(3, List.of(4L, 1L, 1L))).isEqualTo(3064);
  }

  /** A composed network's own count is what it costs to run all frames at the second width. */
  @ParameterizedTest
  @EnumSource(PrimaryKind.class)
  void theSecondWidthForAllFramesCostsWhatStaticInferenceCounts(PrimaryKind staticNetwork) {
    SdcomConfig config =
        SdcomConfig.published(SdcomStage.POLICY, 10, 4)
            .withNetworks(SlimmableDepth.TSM_RESNET50, staticNetwork);
    WidthCosts costs = WidthCosts.measure(config, 224, 224).orElseThrow();

    assertThat(costs.of(1, List.of(0L, 4L, 0L, 0L, 0L)))
        .isEqualTo(
            NetworkComplexity.measure(config.withStage(SdcomStage.STATIC_INFERENCE), 224, 224)
                .multiplyAccumulates());
  }

  @Test
  void networksThatChooseNothingHaveNone() {
    assertThat(WidthCosts.measure(TanetConfig.of(50, 10, 8), 224, 224)).isEmpty();
    assertThat(WidthCosts.measure(INFERENCE.withStage(SdcomStage.SUPERNET), 224, 224)).isEmpty();
    assertThat(WidthCosts.measure(INFERENCE.withStage(SdcomStage.STATIC_INFERENCE), 224, 224))
        .isEmpty();
  }

  @Test
  void everyWidthHasItsCost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WidthCosts(ChannelWidths.published(), 2, 1, List.of(1L, 2L), 1))
        .withMessageContaining("2 costs of 5 widths");
  }
}

package io.kinespark.spark.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.spark.evaluate.metrics.WidthUsage.MeanCost;
import java.util.List;
import org.junit.jupiter.api.Test;

class WidthUsageTest {
  private static final WidthCosts COSTS =
      new WidthCosts(
          new ChannelWidths(List.of(0.0, 0.5, 1.0)),
          /* framesPerClip= */ 2,
          /* composition= */ 1000,
          /* slimmable= */ List.of(1L, 10L, 50L),
          /* slimmableAlone= */ 127);

  /** Two videos of two views of two frames. */
  private static final WidthUsage USAGE =
      WidthUsage.of(COSTS, List.of(List.of(0, 0, 1, 2), List.of(0, 0, 0, 0)));

  @Test
  void framesAreCountedByWidth() {
    assertThat(USAGE.frames()).containsExactly(6L, 1L, 1L);
    assertThat(USAGE.shares()).containsExactly(0.75, 0.125, 0.125);
  }

  /** Four views of 1000 each, six frames of 1, one of 10 and one of 50. */
  @Test
  void meansAreOfFramesViewsAndVideos() {
    assertThat(USAGE.chosen()).isEqualTo(new MeanCost(4066 / 8.0, 4066 / 4.0, 4066 / 2.0));
    assertThat(USAGE.fullWidth()).isEqualTo(new MeanCost(4400 / 8.0, 4400 / 4.0, 4400 / 2.0));
    assertThat(USAGE.slimmableAlone()).isEqualTo(new MeanCost(508 / 8.0, 127, 254));
  }

  @Test
  void savingsAreSharesOfTheOtherCost() {
    assertThat(USAGE.chosen().savedOf(USAGE.fullWidth())).isEqualTo(334 / 4400.0, offset(1e-12));
    assertThat(USAGE.fullWidth().savedOf(USAGE.fullWidth())).isZero();
    assertThat(USAGE.chosen().savedOf(USAGE.slimmableAlone())).isNegative();
  }

  @Test
  void framesThatAreNoWholeClipsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WidthUsage.of(COSTS, List.of(List.of(0, 0, 1))))
        .withMessageContaining("[2, 1, 0]")
        .withMessageContaining("clips of 2 frames");
    assertThatIllegalArgumentException().isThrownBy(() -> WidthUsage.of(COSTS, List.of(List.of())));
  }
}

package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void aWarmupMultipliesTheScheduleThatFollows() {
    LearningRateSchedule schedule =
        new LearningRateSchedule.Warmup(
            4, 0.01, new LearningRateSchedule.MultiStep(List.of(2), 0.1));

    assertThat(schedule.factor(0, 0)).isEqualTo(0.01, EXACT);
    assertThat(schedule.factor(1, 0)).isEqualTo(0.2575, EXACT);
    assertThat(schedule.factor(2, 0)).isEqualTo(0.0505, EXACT);
    assertThat(schedule.factor(4, 0)).isEqualTo(0.1, EXACT);
  }

  @Test
  void aRampEndsWhereTheScheduleIsByThen() {
    LearningRateSchedule cosine = new LearningRateSchedule.SmoothCosine(10, 0);
    LearningRateSchedule schedule = new LearningRateSchedule.Ramp(2.5, 0.1, cosine);
    double end = cosine.factor(2, 0.5);

    assertThat(schedule.factor(0, 0)).isEqualTo(0.1, EXACT);
    assertThat(schedule.factor(1, 0.25)).isEqualTo((0.1 + end) / 2, EXACT);
    assertThat(schedule.factor(2, 0.5)).isEqualTo(end, EXACT);
    assertThat(schedule.factor(5, 0)).isEqualTo(0.5, EXACT);
  }

  @Test
  void stepsMayFallWithinAnEpoch() {
    LearningRateSchedule schedule =
        new LearningRateSchedule.Steps(List.of(1.5, 3.0), List.of(0.5, 2.0));

    assertThat(schedule.factor(0, 0)).isEqualTo(1);
    assertThat(schedule.factor(1, 0.49)).isEqualTo(1);
    assertThat(schedule.factor(1, 0.5)).isEqualTo(0.5);
    assertThat(schedule.factor(3, 0)).isEqualTo(2);
    assertThatThrownBy(() -> new LearningRateSchedule.Steps(List.of(1.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 epochs for 0 factors");
  }

  @Test
  void aWarmupByEpochBeginsAtZero() {
    LearningRateSchedule schedule =
        new LearningRateSchedule.EpochWarmup(
            2, 2, new LearningRateSchedule.Delayed(1, new LearningRateSchedule.Cosine(4)));

    assertThat(IntStream.range(0, 6).mapToDouble(epoch -> schedule.factor(epoch, 0.7)))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(
            0.0,
            0.5,
            0.5 * (1 + Math.cos(Math.PI / 4)),
            0.5,
            0.5 * (1 - Math.cos(Math.PI / 4)),
            0.0);
  }
}

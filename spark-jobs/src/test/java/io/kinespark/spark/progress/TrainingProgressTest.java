package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalDouble;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
  private final SteppedClock clock = new SteppedClock();

  private static final class SteppedClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }

    void forward(Duration duration) {
      now = now.plus(duration);
    }
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void plainLinesKeepTheirDistance() {
    try (TrainingProgress progress =
        new LineProgress(out, new RunLength(2, 10, 0), Duration.ofSeconds(30), clock)) {
      for (int i = 1; i <= 10; i++) {
        clock.forward(Duration.ofSeconds(12));
        progress.iteration(TrainingLogTest.step(i, 2.0));
      }
      progress.epoch(TrainingLogTest.epoch(1, 10));
    }
    // Lines at 12 s, 48 s, 84 s and 120 s, then the epoch.
    assertThat(text().lines())
        .hasSize(5)
        .first()
        .isEqualTo(
            "Epoch 1/2, iteration 1/20: loss 2.0000  top-1 25.0% | 31.5 clips/s | data wait 13% | 3:48 left");
    assertThat(text())
        .contains(
            "Epoch 1/2 done in 1:01: train loss 1.5000  validation mAP 62.5%  validation top-1 50.0%  top-5 75.0%  GMACs of a video 6.54 | lr 0.0100 | 240 clips");
  }

  @Test
  void whatWasNotMeasuredIsNotShown() {
    EpochRecord all = TrainingLogTest.epoch(1, 10);
    EpochRecord ofFewClasses =
        new EpochRecord(
            all.epoch(),
            all.iteration(),
            all.trainLoss(),
            all.trainTop1(),
            all.validationTop1(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            all.learningRate(),
            all.clips(),
            all.duration(),
            all.time());
    assertThat(ProgressText.epoch(ofFewClasses, new RunLength(2, 10, 0)))
        .isEqualTo(
            "Epoch 1/2 done in 1:01: train loss 1.5000  validation top-1 50.0% | lr 0.0100 | 240 clips");
  }

  @Test
  void barShowsMeasuresAndLeavesALinePerEpoch() {
    try (TrainingProgress progress =
        new BarProgress(
            () -> new ConsoleProgressBarConsumer(out, 120), out, new RunLength(2, 10, 0), clock)) {
      clock.forward(Duration.ofSeconds(1));
      progress.iteration(TrainingLogTest.step(1, 2.0));
      progress.iteration(TrainingLogTest.step(10, 0.5));
      progress.epoch(TrainingLogTest.epoch(1, 10));
      progress.iteration(TrainingLogTest.step(11, 0.25));
    }
    assertThat(text())
        .contains("Epoch 1/2")
        .contains("10/10")
        .contains("loss 0.5000")
        .contains("Epoch 1/2 done in 1:01")
        .contains("Epoch 2/2")
        .contains("1/10");
  }

  @Test
  void timeLeftCountsOnlyThisAttempt() {
    RunLength plan = new RunLength(10, 100, 900);
    assertThat(plan.timeLeft(900, Duration.ofSeconds(5))).isEmpty();
    assertThat(plan.timeLeft(950, Duration.ofSeconds(100))).contains(Duration.ofSeconds(100));
  }

  @Test
  void planNeedsSomethingToDo() {
    assertThatThrownBy(() -> new RunLength(1, 0, 0)).hasMessageContaining("iterations per epoch 0");
  }
}

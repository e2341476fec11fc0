package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Lines come at intervals and tell the rate. */
final class CountProgressTest {
  private final StringWriter text = new StringWriter();
  private Instant now = Instant.EPOCH;

  @Test
  void aLineComesWhenItsTimeHasCome() {
    CountProgress progress = progress(100);

    progress.update(3);
    assertThat(text.toString()).isEmpty();
    now = now.plusSeconds(10);
    progress.update(20);
    assertThat(text.toString())
        .isEqualToNormalizingNewlines("train: 20 of 100 videos | 2.0 videos/s | 0:40 left\n");
    now = now.plusSeconds(9);
    progress.update(90);
    assertThat(text.toString().lines()).hasSize(1);
    assertThat(progress.elapsed()).isEqualTo("0:19");
  }

  @Test
  void workThatWasDoneTwiceIsNotMoreThanAll() {
    CountProgress progress = progress(10);

    now = now.plusSeconds(20);
    progress.update(12);

    assertThat(text.toString()).startsWith("train: 10 of 10 videos").contains("0:00 left");
  }

  @Test
  void nothingDoneIsNothingToSay() {
    CountProgress progress = progress(10);

    now = now.plusSeconds(20);
    progress.update(0);

    assertThat(text.toString()).isEmpty();
  }

  private CountProgress progress(long total) {
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    return new CountProgress(
        new PrintWriter(text), "train", "videos", total, Duration.ofSeconds(10), clock);
  }
}

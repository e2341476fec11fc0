package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.engine.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetriesTest {

  private final List<Long> waits = new ArrayList<>();
  private final AtomicInteger tries = new AtomicInteger();
  private final Retries retries =
      new Retries(
          new RetryPolicy(5, Duration.ofMillis(10)),
          new FailureRule(failure -> FailureKind.DETERMINISTIC),
          waits::add);

  private Retries.Work<Integer> failing(int times, String message) {
    return () -> {
      if (tries.incrementAndGet() <= times) {
        throw new IOException(message);
      }
      return tries.get();
    };
  }

  @Test
  void storageThatComesBackIsTriedAsOftenAsTheRunMayBe() throws IOException {
    assertThat(retries.run("the checkpoint", failing(5, "no data node"))).isEqualTo(6);
    assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L);
  }

  @Test
  void storageThatDoesNotComeBackEndsIt() {
    assertThatThrownBy(() -> retries.run("the checkpoint", failing(9, "no data node")))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessage("IOException: no data node (the checkpoint: given up after 5 retries)");
    assertThat(tries).hasValue(6);
  }

  @Test
  void whatOnlyAPersonCanChangeIsNotTriedAgain() {
    assertThatThrownBy(
            () -> retries.run("the checkpoint", failing(9, "mkdir /out: Read-only file system")))
        .isInstanceOf(IOException.class)
        .hasMessage("mkdir /out: Read-only file system");
    assertThat(tries).hasValue(1);
    assertThat(waits).isEmpty();
  }
}

package io.kinespark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {

  @Test
  void anInterruptEndsItAndIsNotForgotten() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Pause.of(Duration.ofHours(1), "while reading a checkpoint"))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("interrupted while reading a checkpoint");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}

package io.kinespark.preprocessing.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageWatchTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final CountDownLatch answer = new CountDownLatch(1);

  @AfterEach
  void answerAll() throws InterruptedException {
    answer.countDown();
    StorageWatch.allow(StorageWatch.DEFAULT_UNANSWERED);
    for (int wait = 0; StorageWatch.unanswered() > 0 && wait < 1000; wait++) {
      Thread.sleep(10);
    }
    assertThat(StorageWatch.unanswered()).isZero();
  }

  @Test
  void answersAndFailuresAreThoseOfTheCall() throws IOException {
    assertThat(StorageWatch.call("f", LONG, () -> 7)).isEqualTo(7);
    assertThatThrownBy(
            () ->
                StorageWatch.call(
                    "f",
                    LONG,
                    () -> {
                      throw new IOException("lost");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("lost");
    assertThatThrownBy(
            () ->
                StorageWatch.call(
                    "f",
                    LONG,
                    () -> {
                      throw new OutOfMemoryError("much");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void aCallThatDoesNotReturnIsLeftAndCleanedUpLater() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    CountDownLatch late = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                StorageWatch.call(
                    "/mnt/dead/a.mp4",
                    SHORT,
                    () -> {
                      waitForAnswer();
                      return (AutoCloseable) () -> closed.set(true);
                    },
                    late::countDown))
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("/mnt/dead/a.mp4")
        .hasMessageContaining("50 ms");

    assertThat(StorageWatch.unanswered()).isOne();
    answer.countDown();
    assertThat(late.await(10, TimeUnit.SECONDS)).isTrue();
    answerAll();
    assertThat(closed).isTrue();
  }

  @Test
  void afterAsManyAsAreAllowedNoMoreAreMade() {
    StorageWatch.allow(2);

    assertThatThrownBy(() -> StorageWatch.call("a", SHORT, this::waitForAnswer))
        .isInstanceOf(NoAnswerException.class);
    assertThatThrownBy(() -> StorageWatch.call("b", SHORT, this::waitForAnswer))
        .isInstanceOf(StorageHangsException.class)
        .hasMessageContaining("The storage does not answer: 2 calls are waiting")
        .hasMessageContaining("decode.max-unanswered = 2");
    assertThatThrownBy(() -> StorageWatch.call("c", LONG, () -> 1))
        .isInstanceOf(StorageHangsException.class)
        .hasMessageContaining("c is not tried");
  }

  @Test
  void anInterruptEndsTheWaiting() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> StorageWatch.call("a", LONG, this::waitForAnswer))
          .isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** As a system call does, it takes no notice of interrupts. */
  private int waitForAnswer() {
    while (answer.getCount() > 0) {
      try {
        answer.await();
      } catch (InterruptedException e) {
        // Not a reason to return.
      }
    }
    return 0;
  }
}

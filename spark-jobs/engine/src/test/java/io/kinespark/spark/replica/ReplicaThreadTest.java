package io.kinespark.spark.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplicaThreadTest {

  @Test
  void everythingRunsOnOneThreadOfItsOwn() {
    Set<Thread> seen = new HashSet<>();
    try (var thread = new ReplicaThread(3)) {
      for (int i = 0; i < 5; i++) {
        seen.add(thread.call(Thread::currentThread));
      }
    }
    assertThat(seen).hasSize(1).doesNotContain(Thread.currentThread());
    assertThat(seen.iterator().next().getName()).isEqualTo("replica-3");
  }

  @Test
  void whatTheWorkThrowsIsThrownToTheCaller() {
    try (var thread = new ReplicaThread(0)) {
      assertThatThrownBy(
              () ->
                  thread.call(
                      () -> {
                        throw new ReplicaLostException("gone");
                      }))
          .isInstanceOf(ReplicaLostException.class);
      assertThatThrownBy(
              () ->
                  thread.call(
                      () -> {
                        throw new StackOverflowError("deep");
                      }))
          .isInstanceOf(StackOverflowError.class);
      assertThatThrownBy(
              () ->
                  thread.call(
                      () -> {
                        throw new IOException("disk");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("disk");
    }
  }
}

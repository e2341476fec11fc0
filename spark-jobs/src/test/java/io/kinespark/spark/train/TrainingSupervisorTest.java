package io.kinespark.spark.train;

import static io.kinespark.spark.engine.FailureKind.DETERMINISTIC;
import static io.kinespark.spark.engine.FailureKind.RETRYABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.engine.DataParallelEngine;
import io.kinespark.spark.engine.FailureKind;
import io.kinespark.spark.engine.Handover;
import io.kinespark.spark.engine.ReplicaBuffers;
import io.kinespark.spark.engine.TrainingListener;
import io.kinespark.spark.engine.TrainingPlan;
import io.kinespark.spark.engine.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingSupervisorTest {

  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private final List<Integer> startedFrom = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();
  private Optional<TrainingState> checkpoint = Optional.empty();

  private TrainingState run(int attempts) throws IOException {
    DataParallelEngine engine =
        new DataParallelEngine() {
          @Override
          public FailureKind classify(Throwable failure) {
            return failure.getMessage().equals("the engine's") ? RETRYABLE : DETERMINISTIC;
          }

          @Override
          public TrainingState train(TrainingPlan plan, Handover start, TrainingListener listener) {
            startedFrom.add(start.iterations());
            RuntimeException failure = failures.poll();
            if (failure != null) {
              throw failure;
            }
            return state(100);
          }
        };
    var supervisor =
        new TrainingSupervisor(
            engine,
            ReplicaHomes.local(),
            new RetryPolicy(attempts, Duration.ofMillis(10)),
            () -> checkpoint.orElse(state(0)),
            waits::add);
    return supervisor.run(null, Handover.of(state(0)), null);
  }

  private static TrainingState state(int iterations) {
    return new TrainingState(
        iterations, new float[0], Optional.empty(), new ReplicaBuffers(new float[0], new long[0]));
  }

  private static RuntimeException storage() {
    return new UncheckedIOException(new IOException("datanode is gone"));
  }

  @Test
  void aPassingFailureGoesBackToTheCheckpoint() throws IOException {
    failures.add(storage());
    checkpoint = Optional.of(state(40));
    assertThat(run(3).iterations()).isEqualTo(100);
    assertThat(startedFrom).containsExactly(0, 40);
  }

  @Test
  void whatTheEngineCallsPassingIsTriedAgain() throws IOException {
    failures.add(new IllegalStateException("the engine's"));
    assertThat(run(3).iterations()).isEqualTo(100);
    assertThat(startedFrom).containsExactly(0, 0);
  }

  @Test
  void waitsDoubleAndTriesEnd() {
    for (int i = 0; i < 5; i++) {
      failures.add(storage());
    }
    assertThatThrownBy(() -> run(3))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageStartingWith("IOException: datanode is gone")
        .hasMessageContaining("given up after 3 retries");
    assertThat(startedFrom).containsExactly(0, 0, 0, 0);
    assertThat(waits).containsExactly(10L, 20L, 40L);
  }

  @Test
  void aDeterministicFailureEndsAtOnceWithItsCauseOnTop() {
    failures.add(
        new IllegalStateException("job aborted", new IllegalArgumentException("label 9 of 6")));
    assertThatThrownBy(() -> run(3))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageStartingWith("IllegalArgumentException: label 9 of 6")
        .hasMessageContaining("would fail again");
    assertThat(startedFrom).containsExactly(0);
  }

  @Test
  void whatGaveUpByItselfIsNotTriedFromTheCheckpoint() {
    failures.add(
        new IllegalStateException(
            "in the loop", new TrainingFailedException(storage(), "the checkpoint: given up")));
    assertThatThrownBy(() -> run(3))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessage("IOException: datanode is gone (the checkpoint: given up)");
    assertThat(startedFrom).containsExactly(0);
  }
}

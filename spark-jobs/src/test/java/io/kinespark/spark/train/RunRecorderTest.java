package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.training.AverageState;
import io.kinespark.spark.data.RejectBound;
import io.kinespark.spark.engine.BatchSource;
import io.kinespark.spark.engine.BatchSourceFactory;
import io.kinespark.spark.engine.EpochEnd;
import io.kinespark.spark.engine.EpochPlan;
import io.kinespark.spark.engine.EpochStatistics;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.ReplicaBuffers;
import io.kinespark.spark.engine.TrainingPlan;
import io.kinespark.spark.engine.TrainingState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that are not finite end a run where they are met, before anything is written of them. */
class RunRecorderTest {
  private static final float[] FINE = {1, -2, Float.MAX_VALUE};

  static Stream<Arguments> states() {
    float[] nan = {1, Float.NaN, 0};
    float[] infinite = {1, 2, Float.NEGATIVE_INFINITY};
    return Stream.of(
        Arguments.of(state(nan, FINE, FINE, FINE), "weights are not finite (value 2 of 3 is NaN)"),
        Arguments.of(
            state(FINE, infinite, FINE, FINE),
            "the optimizer's velocity are not finite (value 3 of 3 is -Infinity)"),
        Arguments.of(
            state(FINE, FINE, nan, FINE),
            "running statistics are not finite (value 2 of 3 is NaN)"),
        Arguments.of(
            state(FINE, FINE, FINE, infinite),
            "averaged weights are not finite (value 3 of 3 is -Infinity)"));
  }

  @ParameterizedTest
  @MethodSource("states")
  void whatIsNotFiniteAfterAnEpochEndsTheRunByItsName(TrainingState state, String name) {
    RunRecorder recorder = recorder();

    assertThatThrownBy(() -> recorder.onEpochEnd(new EpochEnd(6, state, List.of())))
        .isInstanceOf(DivergedException.class)
        .hasMessageStartingWith(name + " after epoch 7");
  }

  @Test
  void finiteNumbersAreNothingToSpeakOf() {
    assertThat(state(FINE, FINE, FINE, FINE).notFinite()).isEmpty();
    assertThat(TrainingState.initial(FINE, new ReplicaBuffers(FINE, new long[0])).notFinite())
        .isEmpty();
  }

  /** Nothing else of it is needed until the numbers were looked at. */
  private static RunRecorder recorder() {
    BatchSourceFactory batches =
        new BatchSourceFactory() {
          private static final long serialVersionUID = 1L;

          @Override
          public BatchSource open(int replica, IterationIndex first) {
            throw new UnsupportedOperationException();
          }

          @Override
          public EpochPlan plan() {
            return new EpochPlan(8, 1, 4);
          }
        };
    TrainingPlan plan =
        new TrainingPlan(null, 1, batches, null, 9, null, EpochStatistics.averaged());
    return new RunRecorder(
        new RunRecorder.Rules(plan, 1, 1, true, new RejectBound(0), 0, "", ""),
        null,
        Optional.empty(),
        null,
        null,
        index -> "",
        null);
  }

  private static TrainingState state(
      float[] weights, float[] velocity, float[] statistics, float[] averaged) {
    return new TrainingState(
        3,
        weights,
        Optional.of(velocity),
        new ReplicaBuffers(statistics, new long[0]),
        Optional.of(new AverageState(averaged, new long[0])));
  }
}

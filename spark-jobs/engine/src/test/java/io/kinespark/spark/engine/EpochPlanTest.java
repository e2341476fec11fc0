package io.kinespark.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochPlanTest {

  @ParameterizedTest
  @CsvSource({"10,1,2", "10,2,2", "10,3,4", "7,4,8", "1,2,3", "64,4,4"})
  void everySampleIsSeenAndReplicasAreEven(int samples, int replicas, int batch) {
    var plan = new EpochPlan(samples, replicas, batch);
    Set<Integer> seen = new HashSet<>();
    int total = 0;
    for (int replica = 0; replica < replicas; replica++) {
      for (int step = 0; step < plan.iterations(); step++) {
        for (int item = 0; item < plan.batchSizeAt(step); item++) {
          seen.add(plan.position(replica, step, item));
          total++;
        }
      }
    }
    assertThat(seen).hasSize(samples).allMatch(p -> p >= 0 && p < samples);
    assertThat(total).isEqualTo(plan.paddedSamples()).isBetween(samples, samples + replicas - 1);
  }

  @Test
  void theGlobalBatchDoesNotDependOnTheNumberOfReplicas() {
    assertThat(globalBatches(new EpochPlan(24, 1, 8)))
        .isEqualTo(globalBatches(new EpochPlan(24, 2, 4)))
        .isEqualTo(globalBatches(new EpochPlan(24, 4, 2)));
  }

  private static List<Set<Integer>> globalBatches(EpochPlan plan) {
    List<Set<Integer>> batches = new ArrayList<>();
    for (int step = 0; step < plan.iterations(); step++) {
      Set<Integer> positions = new HashSet<>();
      for (int replica = 0; replica < plan.replicas(); replica++) {
        for (int item = 0; item < plan.batchSizeAt(step); item++) {
          positions.add(plan.position(replica, step, item));
        }
      }
      batches.add(positions);
    }
    return batches;
  }

  @Test
  void nothingToTrainOnIsAnError() {
    assertThatThrownBy(() -> new EpochPlan(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0, 1, 1");
  }
}

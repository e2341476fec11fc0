package io.kinespark.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochOrderTest {

  private static int[] epoch(long seed, int epoch) {
    var order = new EpochOrder(100, seed);
    return IntStream.range(0, 100).map(position -> order.sample(epoch, position)).toArray();
  }

  @Test
  void everyEpochIsAPermutationOfItsOwn() {
    assertThat(IntStream.of(epoch(1, 0)).sorted().toArray())
        .isEqualTo(IntStream.range(0, 100).toArray());
    assertThat(epoch(1, 1)).isNotEqualTo(epoch(1, 0));
    assertThat(epoch(2, 0)).isNotEqualTo(epoch(1, 0));
  }

  @Test
  void itIsAFunctionOfSeedAndEpoch() {
    var order = new EpochOrder(100, 1);
    order.sample(7, 0);
    assertThat(IntStream.range(0, 100).map(p -> order.sample(3, p)).toArray())
        .isEqualTo(epoch(1, 3));
  }
}

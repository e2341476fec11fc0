package io.kinespark.preprocessing.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleRandomTest {

  @Test
  void drawsFollowFromSeedEpochSampleAndViewAlone() {
    assertThat(draws(1, 2, "clip", 3)).isEqualTo(draws(1, 2, "clip", 3));
    Set<String> distinct = new HashSet<>();
    for (int change = 0; change < 5; change++) {
      distinct.add(
          Arrays.toString(
              draws(
                  change == 0 ? 9 : 1,
                  change == 1 ? 9 : 2,
                  change == 2 ? "clip9" : "clip",
                  change == 3 ? 9 : 3)));
    }
    assertThat(distinct).hasSize(5);
  }

  @Test
  void drawsNeverChangeBetweenReleases() {
    assertThat(draws(42, 0, "abseiling/0347ZoDXyP0", 0)).containsExactly(DRAWS_OF_RELEASE_1);
  }

  @Test
  void integersCoverTheRangeEvenly() {
    SampleRandom random = SampleRandom.of(7, 0, "x", 0);
    int[] counts = new int[10];
    for (int i = 0; i < 100_000; i++) {
      counts[random.nextInt(-3, 7) + 3]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(9_600, 10_400);
    }
  }

  @Test
  void realsLieInTheRange() {
    SampleRandom random = SampleRandom.of(7, 0, "x", 0);
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      double value = random.nextUniform(2, 4);
      assertThat(value).isBetween(2.0, 4.0);
      sum += value;
    }
    assertThat(sum / 100_000).isEqualTo(3, within(0.01));
  }

  @Test
  void anEmptyRangeIsRefused() {
    assertThatThrownBy(() -> SampleRandom.of(0, 0, "", 0).nextInt(3, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final int[] DRAWS_OF_RELEASE_1 = {530, 553, 277, 845};

  private static int[] draws(long seed, int epoch, String sample, int view) {
    SampleRandom random = SampleRandom.of(seed, epoch, sample, view);
    return new int[] {
      random.nextInt(0, 1000),
      random.nextInt(0, 1000),
      random.nextInt(0, 1000),
      random.nextInt(0, 1000)
    };
  }
}

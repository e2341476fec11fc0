package io.kinespark.models.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InitializerTest {
  private static double deviation(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    return Math.sqrt(squares / values.length - mean * mean);
  }

  @Test
  void kaimingUsesTheFanOut() {
    float[] values = new Initializer.KaimingFanOut().values(1, "conv.weight", 64, 32, 3, 3);

    assertThat(deviation(values)).isCloseTo(Math.sqrt(2.0 / (64 * 9)), within(0.0005));
  }

  @Test
  void uniformIsBoundedByTheFanIn() {
    float[] values = new Initializer.UniformFanIn().values(1, "G.0.weight", 16, 8);
    double bound = 1 / Math.sqrt(8);

    for (float value : values) {
      assertThat((double) value).isBetween(-bound, bound);
    }
    assertThat(deviation(values)).isCloseTo(bound / Math.sqrt(3), within(0.03));
  }

  @Test
  void theClassifierStartsSmall() {
    float[] values = new Initializer.Normal(0.001).values(1, "fc_cls.weight", 400, 64);

    assertThat(deviation(values)).isCloseTo(0.001, within(0.00002));
  }

  @Test
  void nameAndSeedDecideTheValues() {
    Initializer normal = new Initializer.Normal(1);

    assertThat(normal.values(1, "a", 4)).isEqualTo(normal.values(1, "a", 4));
    assertThat(normal.values(1, "a", 4)).isNotEqualTo(normal.values(2, "a", 4));
    assertThat(normal.values(1, "a", 4)).isNotEqualTo(normal.values(1, "b", 4));
  }
}

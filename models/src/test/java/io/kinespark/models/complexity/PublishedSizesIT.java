package io.kinespark.models.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.tanet.TanetConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of sizes measured on the original, in millions of multiply-accumulates. */
class PublishedSizesIT {
  @ParameterizedTest
  @CsvSource({
    "50, 400, 8, 224, 25590320, 32714, 45.8",
    "50, 400, 8, 256, 25590320, 42724, 59.8",
    "101, 400, 8, 224, 45702272, 62422, 66.2"
  })
  void countsAreThoseOfTheOriginal(
      int depth,
      int classes,
      int segments,
      int size,
      long parameters,
      long millions,
      double dynamicMillions) {
    NetworkComplexity complexity =
        NetworkComplexity.measure(TanetConfig.of(depth, classes, segments), size, size);

    assertThat(complexity.parameters()).isEqualTo(parameters);
    assertThat(Math.round(complexity.multiplyAccumulates() / 1e6)).isEqualTo(millions);
    assertThat(Math.round(complexity.dynamicMultiplyAccumulates() / 1e5) / 10.0)
        .isEqualTo(dynamicMillions);
  }
}

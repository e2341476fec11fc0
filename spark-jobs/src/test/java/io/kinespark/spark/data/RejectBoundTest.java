package io.kinespark.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectBoundTest {

  @ParameterizedTest
  @CsvSource({
    "0.01, 150, 15000, false",
    "0.01, 151, 15000, true",
    "0.29, 29, 100, false",
    "0.29, 30, 100, true",
    "0.01, 1, 12, false",
    "0.01, 2, 12, true",
    "0, 0, 12, false",
    "0, 1, 12, true",
    "1, 12, 12, false",
  })
  void oneIsAlwaysAllowedUnlessNoneIs(double share, int rejected, int total, boolean exceeded) {
    assertThat(new RejectBound(share).exceeded(rejected, total)).isEqualTo(exceeded);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void otherSharesAreNone(double share) {
    assertThatThrownBy(() -> new RejectBound(share)).isInstanceOf(IllegalArgumentException.class);
  }
}

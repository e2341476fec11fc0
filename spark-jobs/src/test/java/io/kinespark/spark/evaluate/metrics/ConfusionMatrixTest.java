package io.kinespark.spark.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private final ConfusionMatrix matrix = new ConfusionMatrix(5);

  private void count(int truth, int predicted, int times) {
    for (int i = 0; i < times; i++) {
      matrix.add(truth, predicted);
    }
  }

  @Test
  void precisionRecallAndSupport() {
    count(0, 0, 3);
    count(0, 1, 1);
    count(1, 1, 2);
    ClassAccuracy first = matrix.of(0);
    assertThat(first.support()).isEqualTo(4);
    assertThat(first.recall()).hasValue(0.75);
    assertThat(first.precision()).hasValue(1.0);
    assertThat(matrix.of(1).precision()).hasValue(2 / 3.0);
    assertThat(matrix.of(4).recall()).isEmpty();
    assertThat(matrix.of(4).precision()).isEmpty();
    assertThat(matrix.total()).isEqualTo(6);
    assertThat(matrix.correct()).isEqualTo(5);
  }

  @Test
  void predictedButNeverTrueLowersTheMean() {
    count(0, 0, 1);
    count(1, 3, 1);
    // Classes 0, 1 and 3 are seen with recalls 1, 0 and 0; classes 2 and 4 do not count.
    assertThat(matrix.meanClassAccuracy()).hasValue(1 / 3.0);
  }

  @Test
  void nothingCountedHasNoMean() {
    assertThat(matrix.meanClassAccuracy()).isEmpty();
    assertThat(matrix.cells()).isEmpty();
  }

  @Test
  void mostConfusedPairsComeFirst() {
    count(2, 2, 9);
    count(1, 0, 2);
    count(3, 4, 5);
    count(0, 1, 2);
    assertThat(matrix.mostConfused(2))
        .isEqualTo(List.of(new Confusion(3, 4, 5), new Confusion(0, 1, 2)));
  }

  @Test
  void unknownClassIsAnError() {
    assertThatThrownBy(() -> matrix.add(0, 5))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("5");
    assertThatThrownBy(() -> new ConfusionMatrix(0)).hasMessageContaining("at least one class");
  }
}

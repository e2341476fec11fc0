package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopKTest {
  private static final double[] LOGITS = {3, 1, 2, 5, 4, 4};

  @Test
  void countsLabelsAmongTheHighest() {
    ClassTargets labels = ClassTargets.indices(2, 1);

    assertThat(TopK.hits(LOGITS, labels, 1)).isZero();
    assertThat(TopK.hits(LOGITS, labels, 2)).isEqualTo(2);
  }

  @Test
  void moreThanAllClassesIsAlwaysAHit() {
    assertThat(TopK.hits(LOGITS, ClassTargets.indices(1, 1), 5)).isEqualTo(2);
  }

  @Test
  void nanIsNoHit() {
    assertThat(TopK.hits(new double[] {Double.NaN, Double.NaN}, ClassTargets.indices(0), 1))
        .isZero();
  }
}

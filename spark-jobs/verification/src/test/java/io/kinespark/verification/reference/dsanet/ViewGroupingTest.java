package io.kinespark.verification.reference.dsanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Eight clips in three crops, four aggregated at a time. */
class ViewGroupingTest {
  @Test
  void clipsOfOneCropAreAggregatedInTheOrderOfTime() {
    assertThat(ViewGrouping.INTENDED.order(8, 3, 4).subList(0, 12))
        .containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22);
  }

  @Test
  void theReleaseMixesCropsAndNeighbours() {
    assertThat(ViewGrouping.RELEASED.order(8, 3, 4).subList(0, 12))
        .containsExactly(0, 1, 2, 6, 7, 8, 12, 13, 14, 18, 19, 20);
  }

  @Test
  void withOneCropBothAgree() {
    assertThat(ViewGrouping.RELEASED.order(8, 1, 4))
        .isEqualTo(ViewGrouping.INTENDED.order(8, 1, 4))
        .containsExactly(0, 2, 4, 6, 1, 3, 5, 7);
  }

  @Test
  void clipsThatAreNoWholeNumberOfGroupsAreRefused() {
    assertThatThrownBy(() -> ViewGrouping.INTENDED.order(6, 3, 4))
        .hasMessageContaining("6 clips cannot be aggregated by 4");
  }
}

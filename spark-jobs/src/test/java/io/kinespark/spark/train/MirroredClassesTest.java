package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.augment.LabelSwap;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MirroredClassesTest {
  private static final LabelMap LABELS =
      LabelMap.of(List.of("Turning left", "Holding", "Turning right"));

  @Test
  void mirroredClipsNeedThePairsOfTheirLabelOrder() {
    assertThatCode(
            () -> {
              MirroredClasses.require(LABELS, new HorizontalFlip(0.5, LabelSwap.pairs(0, 2)));
              MirroredClasses.require(LABELS, HorizontalFlip.never());
              MirroredClasses.require(
                  LabelMap.numbered(3), new HorizontalFlip(0.5, LabelSwap.none()));
            })
        .doesNotThrowAnyException();
    for (LabelSwap other : List.of(LabelSwap.none(), LabelSwap.pairs(1, 2))) {
      assertThatThrownBy(() -> MirroredClasses.require(LABELS, new HorizontalFlip(0.5, other)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'Turning left'")
          .hasMessageContaining("dataset.left-right");
    }
  }
}

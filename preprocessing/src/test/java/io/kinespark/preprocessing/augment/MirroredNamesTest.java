package io.kinespark.preprocessing.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MirroredNamesTest {

  @Test
  void namesThatOnlyExchangeLeftAndRightAreAPair() {
    assertThat(
            MirroredNames.swap(
                List.of(
                    "Pushing something from left to right",
                    "Turning the camera left while filming something",
                    "Leftover food",
                    "Pushing something from right to left",
                    "turning left and right",
                    "Turning the camera right while filming something",
                    "Moving something to the right",
                    "move_left",
                    "move_right",
                    "copyright")))
        .isEqualTo(LabelSwap.pairs(0, 3, 1, 5, 7, 8));
  }
}

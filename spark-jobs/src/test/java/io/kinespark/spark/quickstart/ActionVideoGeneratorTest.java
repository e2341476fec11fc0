package io.kinespark.spark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ActionVideoGeneratorTest {
  private static final FrameSize SIZE = new FrameSize(48, 32);
  private static final int LENGTH = 12;

  private final ActionVideoGenerator generator = new ActionVideoGenerator(SIZE, LENGTH, 7);

  @ParameterizedTest
  @EnumSource(ActionClass.class)
  void theOtherClassOfAPairHasTheSameFramesBackwards(ActionClass action) {
    ActionClass other =
        Arrays.stream(ActionClass.values())
            .filter(each -> each != action && each.motion() == action.motion())
            .findFirst()
            .orElseThrow();

    List<RgbFrame> backwards = new ArrayList<>(generator.frames(action, 3));
    Collections.reverse(backwards);

    assertThat(generator.frames(other, 3)).isEqualTo(backwards);
  }

  @ParameterizedTest
  @EnumSource(ActionClass.class)
  void framesAreAFunctionOfSeedClassAndNumber(ActionClass action) {
    List<RgbFrame> frames = generator.frames(action, 3);

    assertThat(new ActionVideoGenerator(SIZE, LENGTH, 7).frames(action, 3)).isEqualTo(frames);
    assertThat(new ActionVideoGenerator(SIZE, LENGTH, 8).frames(action, 3)).isNotEqualTo(frames);
    assertThat(generator.frames(action, 4)).isNotEqualTo(frames);
  }

  @ParameterizedTest
  @EnumSource(ActionClass.class)
  void everyFrameOfAVideoIsDifferent(ActionClass action) {
    List<RgbFrame> frames = generator.frames(action, 1);

    assertThat(frames).hasSize(LENGTH).allMatch(frame -> frame.size().equals(SIZE));
    assertThat(new HashSet<>(frames)).hasSize(LENGTH);
  }

  @Test
  void motionsGoTheWayTheirClassesSay() {
    SplittableRandom random = new SplittableRandom(5);

    for (int i = 0; i < 20; i++) {
      Motion.Path right = Motion.TRANSLATION.path(SIZE, random);
      Motion.Path grow = Motion.SIZE.path(SIZE, random);
      Motion.Path clockwise = Motion.ROTATION.path(SIZE, random);
      Motion.Path fall = Motion.FALL.path(SIZE, random);
      assertThat(right.to().x() - right.from().x()).isGreaterThan(SIZE.width() * 0.4);
      assertThat(grow.to().radius()).isGreaterThan(2 * grow.from().radius());
      assertThat(clockwise.to().angle() - clockwise.from().angle()).isBetween(Math.PI, 2 * Math.PI);
      assertThat(fall.to().y() - fall.from().y()).isGreaterThan(SIZE.height() * 0.4);
    }
  }

  @Test
  void aHandPointsWhereItsAngleSaysClockwiseFromTheRight() {
    Colour red = new Colour(255, 0, 0);
    Sprite down = new Sprite(Outline.HAND, red, new Motion.Pose(20, 10, 12, Math.PI / 2));

    assertThat(down.coverage(20, 19.6)).isEqualTo(1);
    assertThat(down.coverage(29.6, 10)).isZero();
    assertThat(down.coverage(20, 0.4)).isZero();
  }

  @Test
  void classesComeInPairs() {
    assertThat(ActionClass.ofPairs(1))
        .containsExactly(ActionClass.MOVE_RIGHT, ActionClass.MOVE_LEFT);
    assertThat(ActionClass.ofPairs(4)).containsExactly(ActionClass.values());
    assertThatThrownBy(() -> ActionClass.ofPairs(5)).hasMessageContaining("1 to 4");
  }

  @Test
  void oneFrameIsNoVideo() {
    assertThatThrownBy(() -> new ActionVideoGenerator(SIZE, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 1");
  }
}

package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameStampsTest {

  private static final double MILLISECOND = 0.001;

  @ParameterizedTest
  @ValueSource(doubles = {23.976, 25, 29.97, 30, 59.94, 7.5})
  void roundingToTheTimeBaseIsNoUnevenRate(double fps) {
    long[] ticks = IntStream.range(0, 500).mapToLong(i -> (long) (i * 1000 / fps)).toArray();

    FrameStamps stamps = stamps(MILLISECOND, 0, ticks);

    assertThat(stamps.times(0, 500)).isSameAs(FrameTimes.EVEN);
    assertThat(stamps.times(100, 300)).isSameAs(FrameTimes.EVEN);
    assertThat(stamps.fps(100, 300, fps)).isEqualTo(fps);
  }

  @Test
  void aStepThatIsTwiceAsLongIsUnevenWhateverTheTicks() {
    for (int ticksPerFrame : new int[] {1, 2, 33, 512, 3003}) {
      for (int longStep : new int[] {1, 20, 39}) {
        long[] ticks =
            IntStream.range(0, 40)
                .mapToLong(i -> (long) ticksPerFrame * (i < longStep ? i : i + 1))
                .toArray();
        FrameTimes times = stamps(1.0 / (30 * ticksPerFrame), 0, ticks).times(0, 40);
        assertThat(times.ticks()).isEqualTo(ticks);
      }
    }
  }

  @Test
  void theDeclaredLengthCountsWhereFramesBearItOut() {
    long[] ticks = {0, 10, 30, 70, 80};
    assertThat(stamps(MILLISECOND, 95, ticks).times(0, 5).ticksPerFrame())
        .isEqualTo(19, within(1e-9));
    assertThat(stamps(MILLISECOND, 400, ticks).times(0, 5).ticksPerFrame())
        .isEqualTo(18, within(1e-9));
    assertThat(stamps(MILLISECOND, 0, ticks).times(0, 5).ticksPerFrame()).isZero();
  }

  @Test
  void aStretchBeginsAtNoughtAndEndsWithTheNextFrame() {
    FrameStamps stamps = stamps(MILLISECOND, 0, 0, 10, 30, 70, 80);

    FrameTimes times = stamps.times(1, 3);

    assertThat(times.ticks()).containsExactly(0, 20, 60);
    assertThat(times.ticksPerFrame()).isEqualTo(70 / 3.0, within(1e-9));
    assertThat(stamps.fps(1, 3, 55)).isEqualTo(1000 * 3 / 70.0, within(1e-9));
  }

  @Test
  void framesOfOneTimeAndTimesThatFallBackAreTimesToo() {
    FrameStamps stamps = stamps(MILLISECOND, 0, 40, 20, 20, 10);

    assertThat(stamps.times(0, 4).ticks()).containsExactly(40, 20, 20, 10);
    assertThat(stamps.times(1, 3).ticksPerFrame()).isPositive();
    assertThat(stamps.fps(1, 3, 30)).isEqualTo(30);
  }

  @Test
  void timesWithoutFramesOrUnitsAreRefused() {
    assertThatThrownBy(() -> FrameTimes.uneven(new long[0], 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FrameTimes.uneven(new long[2], Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FrameTimes.uneven(new long[2], 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Stamps whose last frame is shown for 10 ticks. */
  private static FrameStamps stamps(double secondsPerTick, double declared, long... ticks) {
    FrameStamps.Builder stamps = new FrameStamps.Builder(secondsPerTick, declared);
    for (long tick : ticks) {
      stamps.add(tick * secondsPerTick, (tick + 10) * secondsPerTick);
    }
    return stamps.build();
  }
}

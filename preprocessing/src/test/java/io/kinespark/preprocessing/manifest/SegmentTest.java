package io.kinespark.preprocessing.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SegmentTest {

  @Test
  void framesAreCountedAsMmaction2CountsActivityNets() {
    // "v_... 93 1108 188" of its list format: 3.1 s to 40 s at 30 fps.
    assertThat(new Segment(3.1, 40).frameRange(2856, 30)).isEqualTo(new FrameRange(93, 1108));
  }

  @Test
  void theEndOfTheVideoCutsASegmentOff() {
    assertThat(new Segment(1, 99).frameRange(40, 30)).isEqualTo(new FrameRange(30, 10));
    assertThat(new Segment(2, 99).frameRange(40, 30).count()).isZero();
    assertThat(Segment.WHOLE.frameRange(40, 30)).isEqualTo(new FrameRange(0, 40));
  }

  @Test
  void emptySegmentsAreRefused() {
    for (double[] times : new double[][] {{5, 5}, {5, 4}, {-1, 4}, {Double.NaN, 4}}) {
      assertThatThrownBy(() -> new Segment(times[0], times[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is empty");
    }
  }
}

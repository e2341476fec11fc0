package io.kinespark.preprocessing.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentFramesTest {

  @Test
  void framesAreCountedAsMmaction2CountsActivityNets() {
    // "v_... 93 1108 188" of its list format: 3.1 s to 40 s at 30 fps.
    assertThat(atRate(new TimeSpan(3.1, 40), 2856, 30)).isEqualTo(new FrameRange(93, 1108));
  }

  @Test
  void theEndOfTheVideoCutsASegmentOff() {
    assertThat(atRate(new TimeSpan(1, 99), 40, 30)).isEqualTo(new FrameRange(30, 10));
    assertThat(atRate(new TimeSpan(2, 99), 40, 30).count()).isZero();
    assertThat(atRate(Segment.WHOLE, 40, 30)).isEqualTo(new FrameRange(0, 40));
    assertThat(atRate(new FrameRange(30, 99), 40, 30)).isEqualTo(new FrameRange(30, 10));
    assertThat(atRate(new FrameRange(40, 2), 40, 30).count()).isZero();
  }

  @Test
  void framesOfUnevenRateAreFoundByTheirTimes() {
    double[] times = {0, 0.5, 0.6, 0.7, 2, 3};
    assertThat(frames(new TimeSpan(0.65, 2.5), times, 4)).isEqualTo(new FrameRange(2, 3));
    assertThat(frames(new TimeSpan(0.5, 0.55), times, 4)).isEqualTo(new FrameRange(1, 1));
    assertThat(frames(new TimeSpan(1, 1.5), times, 4)).isEqualTo(new FrameRange(3, 1));
    assertThat(frames(new TimeSpan(3.9, 99), times, 4)).isEqualTo(new FrameRange(5, 1));
    assertThat(frames(new TimeSpan(4, 99), times, 4).count()).isZero();
  }

  @Test
  void timesThatFallBackLeaveNoGap() {
    double[] times = {0, 0.1, 0.2, 0.05, 0.3, 0.9, 0.4};
    assertThat(frames(new TimeSpan(0.15, 0.5), times, 1)).isEqualTo(new FrameRange(1, 4));
  }

  @Test
  void whatIsOverStaysOver() {
    SegmentFrames frames = new SegmentFrames(new TimeSpan(0, 1));
    assertThat(frames.next(0, 2)).isTrue();
    assertThat(frames.isOver(2)).isTrue();
    assertThat(frames.next(2, 3)).isFalse();
    assertThat(frames.isOver(0.5)).isTrue();
  }

  @Test
  void onlyFramesOfASegmentCanBeUsed() throws VideoRejectedException {
    VideoRecord listed = VideoRecord.listed("v", "v.mp4", List.of(), Split.TRAIN);
    assertThat(listed.usedFrames(7)).isEqualTo(new FrameRange(0, 7));
    assertThat(with(listed, new FrameRange(3, 2)).usedFrames(7)).isEqualTo(new FrameRange(3, 2));
    assertThat(with(listed, new FrameRange(3, 9)).usedFrames(7)).isEqualTo(new FrameRange(3, 4));
    assertThatThrownBy(() -> with(listed, new FrameRange(7, 1)).usedFrames(7))
        .isInstanceOf(VideoRejectedException.class)
        .hasMessage("v: SHORT: the segment begins after the 7 frames of the video");
    assertThatThrownBy(() -> with(listed, new TimeSpan(1, 2)).usedFrames(7))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The frames of v at 1.0-2.0 s are not known; index it with preprocess");
  }

  @Test
  void emptySegmentsAreRefused() {
    for (double[] times : new double[][] {{5, 5}, {5, 4}, {-1, 4}, {Double.NaN, 4}}) {
      assertThatThrownBy(() -> new TimeSpan(times[0], times[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is empty");
    }
    assertThatThrownBy(() -> new FrameRange(-1, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 frames from number -1 on are no segment");
  }

  private static VideoRecord with(VideoRecord record, Segment segment) {
    return new VideoRecord(
        record.id(),
        record.location(),
        record.labels(),
        record.split(),
        segment,
        VideoFacts.UNKNOWN,
        record.status());
  }

  private static FrameRange atRate(Segment segment, int count, double fps) {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = i / fps;
    }
    return frames(segment, times, count / fps);
  }

  private static FrameRange frames(Segment segment, double[] times, double end) {
    SegmentFrames frames = new SegmentFrames(segment);
    for (int i = 0; i < times.length; i++) {
      frames.next(times[i], i + 1 < times.length ? times[i + 1] : end);
    }
    return frames.range();
  }
}

package io.kinespark.preprocessing.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.testing.ScriptedDraws;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The originals' sampling options that no published recipe uses, by hand. */
class SamplerOptionsTest {

  private static final ScriptedDraws NONE = new ScriptedDraws(new double[0][]);

  private static double[] draw(double low, double high, double value) {
    return new double[] {low, high, value};
  }

  private static int[] frames(ClipSampler sampler, int video, double[]... script) {
    return frames(sampler, VideoTiming.untimed(video), script);
  }

  private static int[] frames(ClipSampler sampler, VideoTiming video, double[]... script) {
    ScriptedDraws draws = new ScriptedDraws(script);
    int[] frames = sampler.sample(video, draws).indices();
    draws.assertUsedUp();
    return frames;
  }

  private static StridedTrainSampler strided(int frames, int interval, BeyondEnd beyond) {
    return new StridedTrainSampler(new Stride(frames, interval, 0, beyond), /* jitter= */ false);
  }

  @Test
  void stridedClipsBeginAnywhere() {
    ClipSampler sampler = strided(4, 3, BeyondEnd.LOOP);
    assertThat(frames(sampler, 20, draw(0, 9, 5))).containsExactly(5, 8, 11, 14);
    assertThat(frames(sampler, 12, draw(0, 1, 0))).containsExactly(0, 3, 6, 9);
  }

  @Test
  void stridedClipsOfShortVideosLoopOrStay() {
    assertThat(frames(strided(4, 3, BeyondEnd.LOOP), 8)).containsExactly(0, 3, 6, 1);
    assertThat(frames(strided(4, 3, BeyondEnd.REPEAT_LAST), 8)).containsExactly(0, 3, 6, 6);
  }

  @Test
  void sdcomsDenseClipsAreConsecutiveFrames() {
    ClipSampler train = strided(5, 1, BeyondEnd.REPEAT_LAST);
    ClipSampler validation = new StridedTestSampler(new Stride(5, 1, 0, BeyondEnd.REPEAT_LAST), 1);
    assertThat(frames(train, 9, draw(0, 5, 4))).containsExactly(4, 5, 6, 7, 8);
    assertThat(frames(train, 3)).containsExactly(0, 1, 2, 2, 2);
    assertThat(frames(validation, 10)).containsExactly(2, 3, 4, 5, 6);
    assertThat(frames(validation, 3)).containsExactly(0, 1, 2, 2, 2);
  }

  @Test
  void jitterMovesEachFrameOfAStridedClip() {
    ClipSampler sampler =
        new StridedTrainSampler(new Stride(4, 3, 0, BeyondEnd.LOOP), /* jitter= */ true);
    assertThat(
            frames(
                sampler,
                20,
                draw(0, 9, 8),
                draw(0, 3, 1),
                draw(0, 3, 0),
                draw(0, 3, 2),
                draw(0, 3, 0)))
        .containsExactly(9, 11, 16, 17);
  }

  @Test
  void stridedClipsFollowTheRate() {
    Stride stride = new Stride(4, 4, 30, BeyondEnd.LOOP);
    VideoTiming slow = VideoTiming.of(50, 15);
    assertThat(frames(new StridedTrainSampler(stride, false), slow, draw(0, 43, 10)))
        .containsExactly(10, 12, 14, 17);
    assertThat(frames(new StridedTestSampler(stride, 5), slow))
        .containsExactly(
            0, 2, 4, 7, 10, 12, 14, 17, 20, 22, 24, 27, 30, 32, 34, 37, 40, 42, 44, 47);
    assertThat(frames(new StridedTrainSampler(stride, false), 50, draw(0, 35, 1)))
        .as("of a video whose rate is not known")
        .containsExactly(1, 5, 9, 13);
  }

  @Test
  void stridedTestsSpreadTheirStarts() {
    Stride stride = new Stride(4, 3, 0, BeyondEnd.LOOP);
    assertThat(frames(new StridedTestSampler(stride, 1), 20)).containsExactly(5, 8, 11, 14);
    assertThat(frames(new StridedTestSampler(stride, 4), 20))
        .containsExactly(0, 3, 6, 9, 3, 6, 9, 12, 7, 10, 13, 16, 10, 13, 16, 19);
    assertThat(frames(new StridedTestSampler(stride, 3), 15))
        .as("2.5 is rounded to even")
        .containsExactly(0, 3, 6, 9, 2, 5, 8, 11, 5, 8, 11, 14);
  }

  @Test
  void segmentsAreShiftedFromClipToClip() {
    assertThat(frames(new ShiftedSegmentsSampler(4, 3), 21))
        .containsExactly(0, 5, 10, 15, 2, 7, 12, 17, 4, 9, 14, 19);
    assertThat(frames(new ShiftedSegmentsSampler(4, 1), 21)).containsExactly(2, 7, 13, 18);
    assertThat(frames(new ShiftedSegmentsSampler(8, 2), 3))
        .containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 0, 0, 0, 1, 1, 1, 2, 2);
  }

  @Test
  void aSingleDenseWindowIsTheFirstOrTheMiddleOne() {
    ClipSampler middle = new DenseTestSampler(8, 64, 1, DenseTestSampler.Starts.MIDDLE);
    assertThat(frames(middle, 100)).containsExactly(18, 26, 34, 42, 50, 58, 66, 74);
    assertThat(frames(middle, 64)).startsWith(0, 8);
    assertThat(frames(new DenseTestSampler(8, 64, 1), 100)).startsWith(0, 8);
    assertThatThrownBy(() -> new DenseTestSampler(8, 64, 2, DenseTestSampler.Starts.MIDDLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is one start in the middle, not 2; take 1, or spread them");
  }

  @Test
  void snippetsMayBeTakenASecondTime() {
    ClipSampler twice = new SnippetTestSampler(2, 2, 3, 1, /* twice= */ true);
    assertThat(frames(twice, 30)).containsExactly(6, 9, 18, 21, 0, 3, 12, 15);
    assertThat(frames(twice, 4)).containsExactly(0, 3, 0, 3, 0, 3, 0, 3);
    assertThat(frames(new SnippetTestSampler(2, 1, 1, 2, /* twice= */ true), 40))
        .containsExactly(5, 25, 15, 35, 0, 20, 10, 30);
  }

  @Test
  void theTailOfAVideoMayBelongToTheLastSegment() {
    ClipSampler sampler = new UniformTrainSampler(4, ShortVideos.SPREAD, /* keepTail= */ true);
    assertThat(
            frames(
                sampler,
                10,
                draw(0, 2.5, 0.4),
                draw(0, 2.5, 0.6),
                draw(0, 2.5, 2.4),
                draw(0, 2.5, 2.4)))
        .containsExactly(0, 3, 7, 9);
  }

  @Test
  void samplersFollowEachOther() {
    ClipSampler sampler =
        SuccessiveSampler.of(
            new UniformTestSampler(2, /* twice= */ false), new UniformTrainSampler(2), 2);
    assertThat(sampler.clips()).isEqualTo(3);
    assertThat(frames(sampler, 8, draw(0, 4, 0), draw(0, 4, 3), draw(0, 4, 1), draw(0, 4, 2)))
        .containsExactly(2, 6, 0, 7, 1, 6);
    UniformTestSampler alone = new UniformTestSampler(2, /* twice= */ false);
    assertThat(SuccessiveSampler.of(alone, sampler, 0)).isSameAs(alone);
    assertThatThrownBy(
            () -> new SuccessiveSampler(List.of(alone, new UniformTrainSampler(3))).clips())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of one length");
  }

  @Test
  void badNumbersAreRefused() {
    assertThatThrownBy(() -> new Stride(4, 0, 0, BeyondEnd.LOOP).span(VideoTiming.untimed(3)))
        .hasMessage("interval must be at least 1: 0");
    assertThatThrownBy(() -> new Stride(4, 1, -1, BeyondEnd.LOOP).span(VideoTiming.untimed(3)))
        .hasMessage("fps must be at least 0: -1.0");
    assertThatThrownBy(() -> new StridedTestSampler(new Stride(4, 1, 0, BeyondEnd.LOOP), 0))
        .hasMessage("clips must be at least 1: 0");
    assertThat(strided(2, 1, BeyondEnd.LOOP).sample(1, NONE).indices()).containsExactly(0, 0);
  }
}

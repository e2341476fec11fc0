package io.kinespark.preprocessing.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for the samplers of DSANet, VoV3D and SDCOM beyond the originals' answers. */
class FamilySamplersTest {

  private static final List<ClipSampler> ALL =
      List.of(
          new SnippetTrainSampler(4, 3, 2, /* jitter= */ true),
          new SnippetTestSampler(4, 3, 2, 2),
          new ClosedSegmentRandomSampler(8, 6),
          new ClosedSegmentMiddleSampler(8),
          new TimedRandomSampler(8, 2, 30),
          new TimedTestSampler(8, 2, 30, 10),
          new UniformTrainSampler(8, ShortVideos.FIRST_FRAME),
          new UniformTestSampler(8, /* twice= */ true, ShortVideos.FIRST_FRAME),
          new CoarseToFineSampler(new UniformTrainSampler(7)),
          new SnippetTestSampler(4, 3, 2, 2, /* twice= */ true),
          new UniformTrainSampler(8, ShortVideos.SPREAD, /* keepTail= */ true),
          new DenseTestSampler(8, 64, 1, DenseTestSampler.Starts.MIDDLE),
          new StridedTrainSampler(new Stride(8, 4, 0, BeyondEnd.LOOP), /* jitter= */ true),
          new StridedTrainSampler(new Stride(8, 4, 24, BeyondEnd.REPEAT_LAST), false),
          new StridedTestSampler(new Stride(8, 4, 24, BeyondEnd.LOOP), 3),
          new StridedTestSampler(new Stride(1, 4, 24, BeyondEnd.REPEAT_LAST), 2),
          new ShiftedSegmentsSampler(8, 3),
          SuccessiveSampler.of(
              new UniformTestSampler(8, /* twice= */ true), new UniformTrainSampler(8), 3));

  private static SampleRandom draws(int view) {
    return SampleRandom.of(1, 2, "video", view);
  }

  @Test
  void framesLieWithinTheVideoWhateverItsLength() {
    for (ClipSampler sampler : ALL) {
      for (int frames = 1; frames < 90; frames++) {
        for (double fps : new double[] {7, 30, 59.94}) {
          VideoTiming video = VideoTiming.of(frames, fps);
          SampledClips clips = sampler.sample(video, draws(frames));
          assertThat(clips.clips()).isEqualTo(sampler.clips());
          assertThat(clips.framesPerClip()).isEqualTo(sampler.framesPerClip());
          assertThat(Arrays.stream(clips.indices()).allMatch(i -> i >= 0 && i < video.frames()))
              .as("%s of %s: %s", sampler, video, Arrays.toString(clips.indices()))
              .isTrue();
        }
      }
    }
  }

  @Test
  void framesDependOnTheDrawsAlone() {
    for (ClipSampler sampler : ALL) {
      VideoTiming video = VideoTiming.of(200, 25);
      assertThat(sampler.sample(video, draws(3)).indices())
          .isEqualTo(sampler.sample(video, draws(3)).indices());
    }
  }

  @Test
  void eachGroupOfSnippetsSpansTheVideoInTheOrderOfTime() {
    SampledClips inTime = new SnippetTestSampler(8, 2, 3, 1).sample(300, draws(0));
    SampledClips grouped = new SnippetTestSampler(4, 2, 3, 2).sample(300, draws(0));
    List<int[]> snippets = SampledClips.of(2, inTime.indices()).asList();

    for (int group = 0; group < 2; group++) {
      int first = group;
      assertThat(grouped.asList().get(group))
          .isEqualTo(
              IntStream.of(0, 2, 4, 6)
                  .flatMap(k -> Arrays.stream(snippets.get(first + k)))
                  .toArray());
    }
  }

  @Test
  void videosWithFewStartsGetSortedSnippets() {
    int[] starts = new int[4];
    for (int view = 0; view < 20; view++) {
      int[] frames = new SnippetTrainSampler(4, 2, 5, false).sample(12, draws(view)).indices();
      Arrays.setAll(starts, k -> frames[2 * k]);
      assertThat(starts).isSorted();
      assertThat(starts[3]).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void jitterMovesAFrameOfEverySnippetAlike() {
    int[] still = new SnippetTrainSampler(3, 4, 5, false).sample(600, draws(1)).indices();
    int[] moved = new SnippetTrainSampler(3, 4, 5, true).sample(600, draws(1)).indices();
    for (int i = 0; i < still.length; i++) {
      assertThat(moved[i] - still[i]).isBetween(0, 4).isEqualTo(moved[i % 4] - still[i % 4]);
    }
    assertThat(moved).isNotEqualTo(still);
  }

  @Test
  void coarseToFineIsAPermutation() {
    for (int frames = 1; frames < 40; frames++) {
      assertThat(Arrays.stream(CoarseToFineSampler.order(frames)).sorted().toArray())
          .isEqualTo(IntStream.range(0, frames).toArray());
    }
  }

  @Test
  void clipsMeasuredInSecondsNeedARate() {
    assertThatThrownBy(() -> new TimedRandomSampler(16, 5, 30).sample(300, draws(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frame rate");
  }

  @Test
  void timeBasesAreThoseOfMp4Files() {
    assertThat(VideoTiming.of(1, 30).ticksPerFrame()).isEqualTo(512);
    assertThat(VideoTiming.of(1, 25).ticksPerFrame()).isEqualTo(512);
    assertThat(VideoTiming.of(1, 15).ticksPerFrame()).isEqualTo(1024);
    assertThat(VideoTiming.of(1, 60).ticksPerFrame()).isEqualTo(256);
    assertThat(VideoTiming.of(1, 30_000.0 / 1001).ticksPerFrame()).isEqualTo(1001);
    assertThat(VideoTiming.of(1, 24_000.0 / 1001).ticksPerFrame()).isEqualTo(1001);
  }
}

package io.kinespark.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.spark.evaluate.metrics.MapRule;
import io.kinespark.spark.evaluate.metrics.WidthUsage;
import io.kinespark.spark.report.DataCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScoresTest {

  private static final List<VideoRecord> EXPECTED = List.of(video("a"), video("b"), video("c"));

  @Test
  void outcomesComeInTheOrderOfTheManifestWhateverTheOrderOfTheTasks() {
    Scores scores =
        Scores.of(
            EXPECTED,
            List.of(
                scored("c", 0.9),
                new RejectedVideo("b", RejectReason.SHORT, ""),
                scored("a", 0.2)));

    assertThat(scores.videos()).extracting(VideoScores::id).containsExactly("a", "c");
    assertThat(scores.rejected()).extracting(RejectedVideo::id).containsExactly("b");
    assertThat(scores.metrics(MapRule.MULTI_LABEL).top1()).hasValue(0.5);
    assertThat(scores.rejectShare()).isEqualTo(1 / 3.0);
  }

  @Test
  void videosWhoseScoresAreNotFiniteAreRejectedWithTheirReason() {
    List<VideoScores> odd =
        List.of(
            answered("nan", Double.NaN, 1),
            answered("fine", -1e300, 1e300),
            answered("infinite", 0, Double.POSITIVE_INFINITY));
    var gone = new RejectedVideo("gone", RejectReason.MISSING_FILE, "");

    Scores scores = new Scores(odd, List.of(gone)).finite(List.of("left", "right"));

    assertThat(scores.videos()).extracting(VideoScores::id).containsExactly("fine");
    assertThat(scores.rejected())
        .containsExactly(
            gone,
            new RejectedVideo(
                "nan", RejectReason.BAD_SCORES, "the network answers NaN for class 0, 'left'"),
            new RejectedVideo(
                "infinite",
                RejectReason.BAD_SCORES,
                "the network answers Infinity for class 1, 'right'"));
    assertThat(scores.metrics(MapRule.MULTI_LABEL).top1()).hasValue(0.0);
    assertThat(scores.counts()).isEqualTo(new DataCounts(4, 3, 1));
  }

  private static VideoScores answered(String id, double... scores) {
    return new VideoScores(id, List.of(0), scores, 1, 1, new int[0]);
  }

  @Test
  void missingFilesAreNotFoundOtherRejectsAreNotDecoded() {
    Scores scores =
        Scores.of(
            EXPECTED,
            List.of(
                scored("a", 0.5),
                new RejectedVideo("b", RejectReason.MISSING_FILE, "gone"),
                new RejectedVideo("c", RejectReason.TRUNCATED, "cut")));

    assertThat(scores.counts()).isEqualTo(new DataCounts(3, 2, 1));
  }

  @Test
  void aVideoThatIsLostTwiceThereOrForeignIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> Scores.of(EXPECTED, List.of(scored("a", 1), scored("b", 1))))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("'c' was neither scored nor rejected");
    assertThatThrownBy(
            () ->
                Scores.of(
                    EXPECTED,
                    List.of(scored("a", 1), scored("b", 1), scored("c", 1), scored("b", 1))))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("'b' came back twice");
    assertThatThrownBy(
            () -> Scores.of(EXPECTED.subList(0, 1), List.of(scored("a", 1), scored("x", 1))))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("'x' was scored but is not in the manifest");
  }

  @Test
  void widthsOfAllVideosAreCountedTogether() {
    WidthCosts costs =
        new WidthCosts(new ChannelWidths(List.of(0.0, 1.0)), 2, 100, List.of(1L, 10L), 50);
    double[] scores = {0.5, 0.5};
    Scores chosen =
        new Scores(
            List.of(
                new VideoScores("a", List.of(0), scores, 1, 1, new int[] {0, 1}),
                new VideoScores("b", List.of(0), scores, 1, 1, new int[] {0, 0})),
            List.of());

    WidthUsage usage = chosen.widthUsage(costs).orElseThrow();
    assertThat(usage.frames()).containsExactly(3L, 1L);
    assertThat(usage.chosen().video()).isEqualTo((2 * 100 + 3 * 1 + 10) / 2.0);
    assertThat(new Scores(List.of(), List.of()).widthUsage(costs)).isEmpty();
  }

  @Test
  void nothingExpectedMeansNothingRejected() {
    assertThat(Scores.of(List.of(), List.of()).rejectShare()).isZero();
  }

  private static VideoRecord video(String id) {
    return VideoRecord.listed(id, id + ".mp4", List.of(0), Split.TEST);
  }

  /** A video of class 0 with that probability for it. */
  private static VideoScores scored(String id, double probability) {
    return new VideoScores(
        id, List.of(0), new double[] {probability, 1 - probability}, 1, 1, new int[0]);
  }
}

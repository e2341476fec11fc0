package io.kinespark.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationResultTest {
  private static EvaluationResult result(List<String> classNames, ScoredVideo... scored) {
    List<ScoredVideo> all = List.of(scored);
    return new EvaluationResult(
        Evaluations.facts("test"),
        classNames,
        EvaluationMetrics.of(all),
        new DataCounts(all.size(), all.size(), all.size()),
        all.stream().map(video -> VideoResult.of(video, 2, 3)).toList(),
        List.of());
  }

  @Test
  void confusionAgreesWithTheMetrics() {
    EvaluationResult result = Evaluations.random(Evaluations.names(12), 10, 3);
    assertThat(result.confusion().orElseThrow().meanClassAccuracy())
        .isEqualTo(result.metrics().meanClassAccuracy());
    assertThat(result.confusion().orElseThrow().correct() / 120.0)
        .isEqualTo(result.metrics().top1().getAsDouble());
  }

  @Test
  void worstMistakesAreTheMostConfidentOnes() {
    EvaluationResult result =
        result(
            List.of("a", "b"),
            ScoredVideo.of("right", 0, new double[] {0.99, 0.01}),
            ScoredVideo.of("unlabelled", List.of(), new double[] {0.01, 0.99}),
            ScoredVideo.of("unsure", 0, new double[] {0.4, 0.6}),
            ScoredVideo.of("y", 0, new double[] {0.1, 0.9}),
            ScoredVideo.of("x", 0, new double[] {0.1, 0.9}));
    assertThat(result.worstMistakes(10))
        .extracting(VideoResult::id)
        .containsExactly("x", "y", "unsure");
    assertThat(result.worstMistakes(1)).hasSize(1);
  }

  @Test
  void multiLabelVideosHaveNoConfusion() {
    EvaluationResult result =
        result(List.of("a", "b"), ScoredVideo.of("v", List.of(0, 1), new double[] {0.4, 0.6}));
    assertThat(result.confusion()).isEmpty();
    assertThat(result.videos().get(0).correct()).isTrue();
  }

  @Test
  void missingViewsAreCounted() {
    EvaluationResult result = result(List.of("a"), ScoredVideo.of("v", 0, new double[] {1}));
    assertThat(result.incompleteVideos()).isEqualTo(1);
  }

  @Test
  void classWithoutNameIsAnErrorThatNamesTheVideo() {
    assertThatThrownBy(
            () -> result(List.of("a"), ScoredVideo.of("clip 7", 1, new double[] {0.1, 0.9})))
        .hasMessageContaining("clip 7")
        .hasMessageContaining("names class 1")
        .hasMessageContaining("label map");
  }

  @Test
  void countsMustAgree() {
    EvaluationResult whole = result(List.of("a"), ScoredVideo.of("v", 0, new double[] {1}));
    assertThatThrownBy(
            () ->
                new EvaluationResult(
                    whole.facts(),
                    whole.classNames(),
                    whole.metrics(),
                    new DataCounts(3, 3, 2),
                    whole.videos(),
                    List.of()))
        .hasMessageContaining("1 results, 1 measured, 2 decoded");
    assertThatThrownBy(() -> new DataCounts(3, 2, 3)).hasMessageContaining("3, 2, 3");
  }

  @Test
  void viewScoredTwiceIsAnError() {
    ScoredVideo video = ScoredVideo.of("v", 0, new double[] {1});
    assertThatThrownBy(() -> VideoResult.of(video, 4, 3)).hasMessageContaining("4 of 3 views");
  }

  @Test
  void videoScoredTwiceIsAnError() {
    ScoredVideo video = ScoredVideo.of("clip 7", 0, new double[] {1});
    assertThatThrownBy(() -> result(List.of("a"), video, video))
        .hasMessageContaining("'clip 7' was scored twice");
  }

  @Test
  void coverageOfNothingIsNotDefined() {
    assertThat(new DataCounts(0, 0, 0).coverage()).isEmpty();
    assertThat(new DataCounts(4, 3, 1).coverage()).hasValue(0.25);
  }

  @Test
  void framesMustBeJpeg() {
    VideoResult video = VideoResult.of(ScoredVideo.of("v", 0, new double[] {1}), 1, 1);
    assertThatThrownBy(
            () ->
                new Mistake(
                    video,
                    List.of(
                        Evaluations.jpeg(0),
                        "<svg>".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .hasMessageContaining("Frame 1 of video 'v'");
  }
}

package io.kinespark.spark.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationMetricsTest {
  @Test
  void emptySplitHasNoNumbers() {
    EvaluationMetrics metrics = EvaluationMetrics.of(List.of());
    assertThat(metrics.videos()).isZero();
    assertThat(metrics.top1()).isEmpty();
    assertThat(metrics.top5()).isEmpty();
    assertThat(metrics.meanClassAccuracy()).isEmpty();
  }

  @Test
  void classesWithoutPositivesAreLeftOutOfTheMean() {
    List<ScoredVideo> videos =
        List.of(
            ScoredVideo.of("a", List.of(0), new double[] {0.9, 0.1, 0.3}),
            ScoredVideo.of("b", List.of(1), new double[] {0.2, 0.8, 0.9}));
    assertThat(MultiLabelMetrics.meanAveragePrecision(videos)).hasValue(1.0);
  }

  @Test
  void classesWithoutPositivesMayCountAsZeroAndSingleLabelsMayBeRanked() {
    List<ScoredVideo> videos =
        List.of(
            ScoredVideo.of("a", 0, new double[] {0.9, 0.1, 0.3, 0.2}),
            ScoredVideo.of("b", 1, new double[] {0.2, 0.8, 0.9, 0.1}));
    EvaluationMetrics metrics =
        EvaluationMetrics.of(videos, new MapRule(true, AbsentClasses.COUNT_AS_ZERO));
    assertThat(metrics.meanAveragePrecision()).hasValue(0.5);
    assertThat(metrics.absentClasses()).isEqualTo(AbsentClasses.COUNT_AS_ZERO);
    assertThat(EvaluationMetrics.of(videos).meanAveragePrecision()).isEmpty();
  }

  @Test
  void videoWithoutLabelLeavesMmitUndefined() {
    List<ScoredVideo> videos =
        List.of(
            ScoredVideo.of("a", List.of(0, 1), new double[] {0.9, 0.1}),
            ScoredVideo.of("b", List.of(), new double[] {0.2, 0.8}));
    assertThat(MultiLabelMetrics.mmitMeanAveragePrecision(videos)).isEmpty();
    assertThat(MultiLabelMetrics.meanAveragePrecision(videos)).isPresent();
  }

  @Test
  void ofASplitWithoutLabelsNothingIsMeasured() {
    EvaluationMetrics metrics =
        EvaluationMetrics.of(List.of(ScoredVideo.of("a", List.of(), new double[] {0.9, 0.1})));

    assertThat(metrics.videos()).isEqualTo(1);
    assertThat(metrics.top1()).isEmpty();
    assertThat(metrics.top5()).isEmpty();
    assertThat(metrics.meanClassAccuracy()).isEmpty();
    assertThat(metrics.meanAveragePrecision()).isEmpty();
  }

  @Test
  void topFiveOfFewerThanSixClassesSaysNothing() {
    List<ScoredVideo> five = List.of(ScoredVideo.of("a", 4, new double[] {5, 4, 3, 2, 1}));
    List<ScoredVideo> six = List.of(ScoredVideo.of("a", 5, new double[] {6, 5, 4, 3, 2, 1}));
    assertThat(EvaluationMetrics.of(five).top5()).isEmpty();
    assertThat(EvaluationMetrics.of(six).top5()).hasValue(0.0);
    List<ScoredVideo> one = List.of(ScoredVideo.of("a", 0, new double[] {1}));
    assertThat(EvaluationMetrics.of(one).top1()).hasValue(1.0);
    assertThat(EvaluationMetrics.of(one).meanClassAccuracy()).hasValue(1.0);
  }

  @Test
  void noLabelsAtAllLeaveTheMeanUndefined() {
    List<ScoredVideo> videos = List.of(ScoredVideo.of("a", List.of(), new double[] {0.9, 0.1}));
    assertThat(MultiLabelMetrics.meanAveragePrecision(videos)).isEmpty();
  }

  @Test
  void differentHeadsAreAnErrorThatNamesTheVideo() {
    List<ScoredVideo> videos =
        List.of(
            ScoredVideo.of("a", List.of(0, 1), new double[] {0.9, 0.1}),
            ScoredVideo.of("odd one", List.of(0), new double[] {0.2}));
    assertThatThrownBy(() -> MultiLabelMetrics.meanAveragePrecision(videos))
        .isInstanceOf(InvalidScoresException.class)
        .hasMessageContaining("odd one");
  }

  @Test
  void kMustBePositive() {
    assertThatThrownBy(() -> EvaluationMetrics.topK(List.of(), 0)).hasMessageContaining("not 0");
  }
}

package io.kinespark.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.report.LearningCurve.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
  @Test
  void shortCurvesStayAsTheyAre() {
    LearningCurve curve = new LearningCurve(List.of(new Point(1, 5), new Point(2, 4)));
    assertThat(curve.thinnedTo(2)).isEqualTo(curve);
    assertThat(new LearningCurve(List.of()).thinnedTo(2).points()).isEmpty();
  }

  @Test
  void runsBecomeTheirMeans() {
    List<Point> points = IntStream.rangeClosed(1, 5).mapToObj(i -> new Point(i, 10 * i)).toList();
    assertThat(new LearningCurve(points).thinnedTo(3).points())
        .containsExactly(new Point(1.5, 15), new Point(3.5, 35), new Point(5, 50));
  }

  @Test
  void divergedStepsStayVisible() {
    List<Point> points =
        List.of(new Point(1, 1), new Point(2, Double.NaN), new Point(3, 1), new Point(4, 1));
    assertThat(new LearningCurve(points).thinnedTo(2).points())
        .containsExactly(new Point(1.5, Double.NaN), new Point(3.5, 1));
  }

  @Test
  void neverMoreThanAskedFor() {
    for (int length : new int[] {599, 600, 601, 1199, 1201, 100_000}) {
      List<Point> points = IntStream.rangeClosed(1, length).mapToObj(i -> new Point(i, 1)).toList();
      assertThat(new LearningCurve(points).thinnedTo(600).points())
          .hasSizeLessThanOrEqualTo(600)
          .hasSizeGreaterThan(299);
    }
  }
}

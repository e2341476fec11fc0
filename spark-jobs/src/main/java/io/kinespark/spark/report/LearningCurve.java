package io.kinespark.spark.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A curve thinned to what a chart can show: points in runs of equal length become their means, so
 * no stretch of a long training is dropped. Points that are not finite keep no run company: a run
 * that holds one becomes it, so that a diverged loss stays visible as a gap.
 *
 * @param points by rising iteration
 */
record LearningCurve(List<Point> points) {
  /**
   * A point of a curve.
   *
   * @param iteration optimizer steps taken
   * @param value the measure
   */
  record Point(double iteration, double value) {}

  LearningCurve {
    points = List.copyOf(points);
  }

  LearningCurve thinnedTo(int most) {
    if (points.size() <= most) {
      return this;
    }
    int run = (points.size() + most - 1) / most;
    List<Point> thinned = new ArrayList<>();
    for (int begin = 0; begin < points.size(); begin += run) {
      thinned.add(mean(points.subList(begin, Math.min(begin + run, points.size()))));
    }
    return new LearningCurve(thinned);
  }

  private static Point mean(List<Point> run) {
    double iterations = 0;
    double values = 0;
    for (Point point : run) {
      iterations += point.iteration();
      values += point.value();
    }
    return new Point(iterations / run.size(), values / run.size());
  }
}

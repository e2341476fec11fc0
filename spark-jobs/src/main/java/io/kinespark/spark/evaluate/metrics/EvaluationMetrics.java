package io.kinespark.spark.evaluate.metrics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The headline numbers of an evaluation, as shares in [0, 1].
 *
 * <p>Top-k counts a video as right if any of its labels is among its k best classes. Mean class
 * accuracy needs single labels; mean average precision is given where any video has several labels
 * or none, unless a {@link MapRule} says otherwise. A measure that is not defined is empty, as all
 * are of a split without labels.
 *
 * @param videos number of videos measured
 * @param top1 share of videos with a label as best class
 * @param top5 share of videos with a label among the best five classes; empty of fewer than six
 *     classes, where it would be 1 whatever the network says
 * @param meanClassAccuracy mean recall over the classes seen, see {@link
 *     ConfusionMatrix#meanClassAccuracy()}
 * @param meanAveragePrecision see {@link MultiLabelMetrics#meanAveragePrecision}
 * @param mmitMeanAveragePrecision see {@link MultiLabelMetrics#mmitMeanAveragePrecision}
 * @param absentClasses what a class that no video shows counts in the mean average precision
 */
public record EvaluationMetrics(
    long videos,
    OptionalDouble top1,
    OptionalDouble top5,
    OptionalDouble meanClassAccuracy,
    OptionalDouble meanAveragePrecision,
    OptionalDouble mmitMeanAveragePrecision,
    AbsentClasses absentClasses) {
  private static final int TOP = 5;

  /**
   * Measures a whole split by {@link MapRule#MULTI_LABEL}.
   *
   * @throws InvalidScoresException if videos were scored for different numbers of classes
   */
  public static EvaluationMetrics of(List<ScoredVideo> videos) {
    return of(videos, MapRule.MULTI_LABEL);
  }

  /**
   * Measures a whole split.
   *
   * @param rule how mean average precision is reported
   * @throws InvalidScoresException if videos were scored for different numbers of classes
   */
  public static EvaluationMetrics of(List<ScoredVideo> videos, MapRule rule) {
    boolean singleLabel = videos.stream().allMatch(video -> video.labels().size() == 1);
    boolean labelled = videos.stream().anyMatch(video -> !video.labels().isEmpty());
    return new EvaluationMetrics(
        videos.size(),
        labelled ? topK(videos, 1) : OptionalDouble.empty(),
        labelled && videos.get(0).classes() > TOP ? topK(videos, TOP) : OptionalDouble.empty(),
        singleLabel ? meanClassAccuracy(videos) : OptionalDouble.empty(),
        singleLabel && !rule.ofSingleLabels()
            ? OptionalDouble.empty()
            : MultiLabelMetrics.meanAveragePrecision(videos, rule.absentClasses()),
        singleLabel ? OptionalDouble.empty() : MultiLabelMetrics.mmitMeanAveragePrecision(videos),
        rule.absentClasses());
  }

  /**
   * Share of videos with a label among their {@code k} best classes; empty without videos.
   *
   * @param k at least one
   */
  public static OptionalDouble topK(List<ScoredVideo> videos, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("Top-k accuracy needs k of at least 1, not " + k);
    }
    return videos.stream().mapToDouble(video -> video.hit(k) ? 1 : 0).average();
  }

  private static OptionalDouble meanClassAccuracy(List<ScoredVideo> videos) {
    if (videos.isEmpty()) {
      return OptionalDouble.empty();
    }
    int classes = videos.stream().mapToInt(ScoredVideo::classes).max().getAsInt();
    ConfusionMatrix confusion = new ConfusionMatrix(classes);
    videos.forEach(video -> confusion.add(video.labels().get(0), video.predicted()));
    return confusion.meanClassAccuracy();
  }
}

package io.kinespark.spark.evaluate.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Measures for videos that may show several classes (ActivityNet, FCVID, Multi-Moments in Time).
 *
 * <p>Source: {@code mean_average_precision} and {@code mmit_mean_average_precision} of mmaction2.
 */
public final class MultiLabelMetrics {
  private MultiLabelMetrics() {}

  /**
   * Mean over classes of the average precision with which a class's score ranks the videos. Classes
   * without a positive video are left out of the mean.
   *
   * @return a value in (0, 1], or empty (NaN in the original) if no video has a label
   * @throws InvalidScoresException if videos were scored for different numbers of classes
   */
  public static OptionalDouble meanAveragePrecision(List<ScoredVideo> videos) {
    return meanAveragePrecision(videos, AbsentClasses.LEFT_OUT);
  }

  /**
   * Mean over classes of the average precision with which a class's score ranks the videos.
   *
   * @param absent what a class without a positive video counts
   * @return a value in (0, 1], or empty if no video has a label
   * @throws InvalidScoresException if videos were scored for different numbers of classes
   */
  public static OptionalDouble meanAveragePrecision(
      List<ScoredVideo> videos, AbsentClasses absent) {
    List<OptionalDouble> precisions = averagePrecisions(videos);
    if (precisions.stream().noneMatch(OptionalDouble::isPresent)) {
      return OptionalDouble.empty();
    }
    return precisions.stream()
        .filter(precision -> precision.isPresent() || absent == AbsentClasses.COUNT_AS_ZERO)
        .mapToDouble(precision -> precision.orElse(0))
        .average();
  }

  /**
   * The average precision with which each class's score ranks the videos.
   *
   * @return one for each class, empty for a class without a positive video; no classes without
   *     videos
   * @throws InvalidScoresException if videos were scored for different numbers of classes
   */
  public static List<OptionalDouble> averagePrecisions(List<ScoredVideo> videos) {
    if (videos.isEmpty()) {
      return List.of();
    }
    return IntStream.range(0, checkedClasses(videos))
        .mapToObj(classIndex -> averagePrecision(videos, classIndex))
        .toList();
  }

  /**
   * Mean over videos of the average precision with which a video's scores rank the classes
   * (Multi-Moments in Time).
   *
   * @return a value in (0, 1], or empty (NaN in the original) if there are no videos or one of them
   *     has no label
   * @throws InvalidScoresException if videos were scored for different numbers of classes
   */
  public static OptionalDouble mmitMeanAveragePrecision(List<ScoredVideo> videos) {
    if (videos.isEmpty()) {
      return OptionalDouble.empty();
    }
    checkedClasses(videos);
    double sum = 0;
    for (ScoredVideo video : videos) {
      boolean[] positives = new boolean[video.classes()];
      video.labels().forEach(label -> positives[label] = true);
      OptionalDouble precision = AveragePrecision.of(video.copyOfScores(), positives);
      if (precision.isEmpty()) {
        return OptionalDouble.empty();
      }
      sum += precision.getAsDouble();
    }
    return OptionalDouble.of(sum / videos.size());
  }

  private static OptionalDouble averagePrecision(List<ScoredVideo> videos, int classIndex) {
    double[] scores = new double[videos.size()];
    boolean[] positives = new boolean[videos.size()];
    for (int v = 0; v < scores.length; v++) {
      scores[v] = videos.get(v).score(classIndex);
      positives[v] = videos.get(v).labels().contains(classIndex);
    }
    return AveragePrecision.of(scores, positives);
  }

  private static int checkedClasses(List<ScoredVideo> videos) {
    int classes = videos.get(0).classes();
    for (ScoredVideo video : videos) {
      if (video.classes() != classes) {
        throw new InvalidScoresException(
            video.id(),
            "has scores for "
                + video.classes()
                + " classes but the videos before it for "
                + classes
                + "; all videos must come from one checkpoint");
      }
    }
    return classes;
  }
}

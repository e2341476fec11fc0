package io.kinespark.spark.evaluate.metrics;

import java.util.List;
import java.util.OptionalDouble;

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
    if (videos.isEmpty()) {
      return OptionalDouble.empty();
    }
    int classes = checkedClasses(videos);
    double sum = 0;
    int counted = 0;
    for (int c = 0; c < classes; c++) {
      OptionalDouble precision = averagePrecision(videos, c);
      if (precision.isPresent()) {
        sum += precision.getAsDouble();
        counted++;
      }
    }
    return counted == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / counted);
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

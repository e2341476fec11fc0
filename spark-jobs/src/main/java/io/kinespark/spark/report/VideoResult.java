package io.kinespark.spark.report;

import io.kinespark.spark.evaluate.metrics.ScoredVideo;
import java.util.List;

/**
 * What the network said about one video.
 *
 * @param id identifier of the video
 * @param labels indices of the true classes, ascending; exactly one for single-label data
 * @param top the best classes, best first; at least one, as a rule five
 * @param viewsGot views (clips times crops) that were scored
 * @param viewsExpected views that the protocol asks for
 * @param widths positions of the widths that the network chose for the frames, view after view;
 *     empty if it chooses none
 */
public record VideoResult(
    String id,
    List<Integer> labels,
    List<ClassScore> top,
    int viewsGot,
    int viewsExpected,
    List<Integer> widths) {
  private static final int TOP = 5;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no best class or there are more views than
   *     expected
   */
  public VideoResult {
    labels = List.copyOf(labels);
    top = List.copyOf(top);
    widths = List.copyOf(widths);
    if (top.isEmpty()) {
      throw new IllegalArgumentException("Video '" + id + "' has no best class");
    }
    if (viewsGot < 0 || viewsGot > viewsExpected) {
      throw new IllegalArgumentException(
          "Video '"
              + id
              + "' has "
              + viewsGot
              + " of "
              + viewsExpected
              + " views; was a view scored twice?");
    }
  }

  /** The five best classes of a video's averaged scores, by a network that chooses no widths. */
  public static VideoResult of(ScoredVideo video, int viewsGot, int viewsExpected) {
    return of(video, viewsGot, viewsExpected, List.of());
  }

  /** The five best classes of a video's averaged scores, and the widths of its frames. */
  public static VideoResult of(
      ScoredVideo video, int viewsGot, int viewsExpected, List<Integer> widths) {
    List<ClassScore> top =
        video.top(TOP).stream().map(c -> new ClassScore(c, video.score(c))).toList();
    return new VideoResult(video.id(), video.labels(), top, viewsGot, viewsExpected, widths);
  }

  /** Index of the best class. */
  public int predicted() {
    return top.get(0).classIndex();
  }

  /** Score of the best class. */
  public double score() {
    return top.get(0).score();
  }

  /** Whether the best class is one of the labels. */
  public boolean correct() {
    return labels.contains(predicted());
  }

  /** Whether the best class is none of the labels; of a video without labels nobody can say. */
  public boolean wrong() {
    return !labels.isEmpty() && !correct();
  }

  /** Whether every view of the protocol was scored. */
  public boolean complete() {
    return viewsGot == viewsExpected;
  }
}

package io.kinespark.spark.evaluate.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The class scores of one video, after its views were averaged, beside what the video shows.
 *
 * <p>Immutable. Scores may be probabilities or averaged logits: every measure here only compares
 * them.
 */
public final class ScoredVideo {
  private final String id;
  private final List<Integer> labels;
  private final double[] scores;

  private ScoredVideo(String id, List<Integer> labels, double[] scores) {
    this.id = id;
    this.labels = labels;
    this.scores = scores;
  }

  /**
   * A video with exactly one label.
   *
   * @param id identifier of the video, used in messages
   * @param label index of the true class
   * @param scores one score per class, {@code [classes]}; copied
   * @throws InvalidScoresException if there are no scores, a score is not a number or the label
   *     names no class
   */
  public static ScoredVideo of(String id, int label, double[] scores) {
    return of(id, List.of(label), scores);
  }

  /**
   * A video with any number of labels.
   *
   * @param id identifier of the video, used in messages
   * @param labels indices of the true classes; duplicates count once
   * @param scores one score per class, {@code [classes]}; copied
   * @throws InvalidScoresException if there are no scores, a score is not a number or a label names
   *     no class
   */
  public static ScoredVideo of(String id, List<Integer> labels, double[] scores) {
    if (scores.length == 0) {
      throw new InvalidScoresException(
          id, "has no class scores; the network's head must have at least one class");
    }
    for (int c = 0; c < scores.length; c++) {
      if (Double.isNaN(scores[c])) {
        throw InvalidScoresException.notANumber(id, c);
      }
    }
    for (int label : labels) {
      if (label < 0 || label >= scores.length) {
        throw new InvalidScoresException(
            id,
            "has label "
                + label
                + " but the network scores classes 0 to "
                + (scores.length - 1)
                + "; check that annotations and checkpoint use the same label map");
      }
    }
    return new ScoredVideo(id, labels.stream().distinct().sorted().toList(), scores.clone());
  }

  /** Identifier of the video. */
  public String id() {
    return id;
  }

  /** Indices of the true classes, ascending and distinct. */
  public List<Integer> labels() {
    return labels;
  }

  /** Number of classes scored. */
  public int classes() {
    return scores.length;
  }

  /** Score of one class. */
  public double score(int classIndex) {
    return scores[classIndex];
  }

  /**
   * The {@code k} best classes, best first. Equal scores are ordered by class index, lowest first
   * (the original leaves their order open), so the first one is the arg-max.
   *
   * @param k how many; capped at the number of classes
   */
  public List<Integer> top(int k) {
    List<Integer> best = new ArrayList<>();
    boolean[] taken = new boolean[scores.length];
    while (best.size() < Math.min(k, scores.length)) {
      int next = bestOf(taken);
      taken[next] = true;
      best.add(next);
    }
    return best;
  }

  /** The class with the largest score; the lowest index among equals. */
  public int predicted() {
    return bestOf(new boolean[scores.length]);
  }

  private int bestOf(boolean[] taken) {
    int best = -1;
    for (int c = 0; c < scores.length; c++) {
      if (!taken[c] && (best < 0 || scores[c] > scores[best])) {
        best = c;
      }
    }
    return best;
  }

  /** Whether any label of this video is among its {@code k} best classes. */
  public boolean hit(int k) {
    return labels.stream().anyMatch(label -> classesBefore(label) < k);
  }

  /** How many classes come before one in the order of {@link #top}. */
  private int classesBefore(int classIndex) {
    int before = 0;
    for (int c = 0; c < scores.length; c++) {
      boolean better = scores[c] > scores[classIndex];
      boolean firstOfEquals = scores[c] == scores[classIndex] && c < classIndex;
      before += better || firstOfEquals ? 1 : 0;
    }
    return before;
  }

  double[] copyOfScores() {
    return scores.clone();
  }
}

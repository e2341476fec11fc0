package io.kinespark.spark.evaluate.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How often videos of each class were taken for each class: rows are the truth, columns the
 * prediction.
 *
 * <p>Mutable while counting, not thread-safe.
 */
public final class ConfusionMatrix {
  private final int classes;
  private final long[] counts;

  /**
   * An empty matrix.
   *
   * @param classes number of classes, at least one
   */
  public ConfusionMatrix(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException(
          "A confusion matrix needs at least one class, not " + classes);
    }
    this.classes = classes;
    this.counts = new long[Math.multiplyExact(classes, classes)];
  }

  /**
   * Counts one video.
   *
   * @throws IndexOutOfBoundsException if either class does not exist
   */
  public void add(int truth, int predicted) {
    counts[cell(truth, predicted)]++;
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }

  /** Videos of class {@code truth} that were taken for {@code predicted}. */
  public long count(int truth, int predicted) {
    return counts[cell(truth, predicted)];
  }

  /** All videos counted. */
  public long total() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Videos whose class was recognised. */
  public long correct() {
    return IntStream.range(0, classes).mapToLong(c -> count(c, c)).sum();
  }

  /** The row and column sums of one class. */
  public ClassAccuracy of(int classIndex) {
    long support = 0;
    long predicted = 0;
    for (int other = 0; other < classes; other++) {
      support += count(classIndex, other);
      predicted += count(other, classIndex);
    }
    return new ClassAccuracy(classIndex, support, predicted, count(classIndex, classIndex));
  }

  /** {@link #of(int)} for every class, by class index. */
  public List<ClassAccuracy> perClass() {
    return IntStream.range(0, classes).mapToObj(this::of).toList();
  }

  /**
   * Mean recall over the classes that occur as a label or as a prediction. A class that was
   * predicted but is never true counts as 0 and lowers the mean, as in mmaction2's {@code
   * mean_class_accuracy}.
   *
   * @return a value in [0, 1], or empty if nothing was counted
   */
  public OptionalDouble meanClassAccuracy() {
    return perClass().stream()
        .filter(ClassAccuracy::seen)
        .mapToDouble(accuracy -> accuracy.recall().orElse(0))
        .average();
  }

  /**
   * The pairs of different classes that were mixed up most often, by falling count, then by row and
   * column.
   *
   * @param limit at most so many
   */
  public List<Confusion> mostConfused(int limit) {
    return cells().stream()
        .filter(cell -> cell.truth() != cell.predicted())
        .sorted(
            Comparator.comparingLong(Confusion::count)
                .reversed()
                .thenComparingInt(Confusion::truth)
                .thenComparingInt(Confusion::predicted))
        .limit(limit)
        .toList();
  }

  /** Every cell that is not zero, row by row. */
  public List<Confusion> cells() {
    List<Confusion> cells = new ArrayList<>();
    for (int truth = 0; truth < classes; truth++) {
      for (int predicted = 0; predicted < classes; predicted++) {
        long count = count(truth, predicted);
        if (count > 0) {
          cells.add(new Confusion(truth, predicted, count));
        }
      }
    }
    return cells;
  }

  private int cell(int truth, int predicted) {
    if (truth < 0 || truth >= classes || predicted < 0 || predicted >= classes) {
      throw new IndexOutOfBoundsException(
          "Class pair ("
              + truth
              + ", "
              + predicted
              + ") is outside a confusion matrix of "
              + classes
              + " classes");
    }
    return truth * classes + predicted;
  }
}

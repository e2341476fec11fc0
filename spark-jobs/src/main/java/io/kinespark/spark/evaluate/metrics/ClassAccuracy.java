package io.kinespark.spark.evaluate.metrics;

import java.util.OptionalDouble;

/**
 * How well one class was recognised.
 *
 * @param classIndex index of the class
 * @param support videos that show the class
 * @param predicted videos that were taken for the class
 * @param correct videos that show the class and were taken for it
 */
public record ClassAccuracy(int classIndex, long support, long predicted, long correct) {
  /** Share of the class's videos that were recognised; empty without any. */
  public OptionalDouble recall() {
    return share(correct, support);
  }

  /** Share of the predictions of this class that were right; empty without any. */
  public OptionalDouble precision() {
    return share(correct, predicted);
  }

  /** Whether the class occurs as a label or as a prediction. */
  public boolean seen() {
    return support > 0 || predicted > 0;
  }

  private static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / (double) whole);
  }
}

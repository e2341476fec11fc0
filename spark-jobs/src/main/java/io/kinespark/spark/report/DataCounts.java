package io.kinespark.spark.report;

import java.util.OptionalDouble;

/**
 * How much of a split took part. Published accuracies assume the whole split, so missing videos
 * shift them.
 *
 * @param expected videos that the annotations list
 * @param found videos whose files were there
 * @param decoded videos that were decoded and scored
 */
public record DataCounts(long expected, long found, long decoded) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException unless {@code 0 <= decoded <= found <= expected}
   */
  public DataCounts {
    if (decoded < 0 || decoded > found || found > expected) {
      throw new IllegalArgumentException(
          "Counts must fall from expected to found to decoded, not "
              + expected
              + ", "
              + found
              + ", "
              + decoded);
    }
  }

  /** Share of the expected videos that was scored; empty if none was expected. */
  public OptionalDouble coverage() {
    return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(decoded / (double) expected);
  }
}

package io.kinespark.spark.progress;

/** The one rule epoch and iteration counters share. */
final class Counters {
  private Counters() {}

  static void check(int epoch, long iteration) {
    if (epoch < 1 || iteration < 1) {
      throw new IllegalArgumentException(
          "Epochs and iterations are counted from 1, not epoch "
              + epoch
              + ", iteration "
              + iteration);
    }
  }
}

package io.kinespark.spark.describe;

import java.util.Locale;

/** Writes numbers for people. */
final class Quantity {
  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;

  private Quantity() {}

  /** Such as {@code 25,590,320}. */
  static String exact(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Such as {@code 32.714 G}. */
  static String giga(long count) {
    return String.format(Locale.ROOT, "%.3f G", count / GIGA);
  }

  /** Such as {@code 45.8 M}. */
  static String mega(long count) {
    return String.format(Locale.ROOT, "%.1f M", count / MEGA);
  }

  /** Such as {@code 0.994}. */
  static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.3f", ratio);
  }
}

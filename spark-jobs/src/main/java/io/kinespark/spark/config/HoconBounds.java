package io.kinespark.spark.config;

/** What a configuration may have at most, far above any that is written to be read by people. */
final class HoconBounds {
  /** Bytes of one file. */
  static final int FILE_BYTES = 1 << 20;

  /** Characters of all texts together, those of a file that is included twice counted twice. */
  static final int ALL_CHARACTERS = 8 << 20;

  /** Files that include each other in a row. */
  static final int INCLUDES_IN_A_ROW = 32;

  /** Files in all, one that is included twice counted twice. */
  static final int FILES = 1_000;

  /** Braces and brackets in each other, and elements of a key. */
  static final int DEPTH = 64;

  /** Substitutions in all. */
  static final int SUBSTITUTIONS = 2_000;

  /** Substitutions that lead to each other in a row. */
  static final int SUBSTITUTIONS_IN_A_ROW = 100;

  /** Characters that the values have once everything is substituted. */
  static final int EXPANDED = 8 << 20;

  private HoconBounds() {}
}

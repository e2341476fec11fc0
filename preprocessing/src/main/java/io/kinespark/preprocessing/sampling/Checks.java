package io.kinespark.preprocessing.sampling;

/** Range checks that the samplers share. */
final class Checks {

  private Checks() {}

  static void atLeastOne(int value, String what) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1: " + value);
    }
  }
}

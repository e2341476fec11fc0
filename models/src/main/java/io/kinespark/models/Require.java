package io.kinespark.models;

/** Range checks whose messages name the setting, its value and what is allowed. */
final class Require {
  private Require() {}

  static void that(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  static void atLeast(int value, int minimum, String setting) {
    that(value >= minimum, "%s is %d; it must be at least %d".formatted(setting, value, minimum));
  }
}

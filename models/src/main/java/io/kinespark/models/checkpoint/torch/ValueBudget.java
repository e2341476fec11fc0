package io.kinespark.models.checkpoint.torch;

/**
 * How many values a pickle may still build. A pickle of n bytes cannot build more than n by its
 * instructions, but could by copying containers, so copies are counted too.
 */
final class ValueBudget {
  /** More than any checkpoint builds; a network of a thousand entries takes about 20,000. */
  private static final int MOST_VALUES = 4_000_000;

  private int left = MOST_VALUES;

  void take(int values) throws MalformedPickleException {
    if (values > left) {
      throw new MalformedPickleException(
          "it builds more than %d values, which no checkpoint does".formatted(MOST_VALUES));
    }
    left -= values;
  }
}

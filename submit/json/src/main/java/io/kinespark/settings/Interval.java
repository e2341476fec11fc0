package io.kinespark.settings;

import java.math.BigDecimal;

/**
 * The numbers that a key allows.
 *
 * @param low the lower end
 * @param lowAllowed whether the lower end itself is allowed
 * @param high the upper end, {@link Double#POSITIVE_INFINITY} for none
 * @param highAllowed whether the upper end itself is allowed
 */
public record Interval(double low, boolean lowAllowed, double high, boolean highAllowed) {

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if an end is NaN or the ends are the wrong way round
   */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("not an interval: " + low + " to " + high);
    }
  }

  /** Every finite number. */
  public static Interval any() {
    return new Interval(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
  }

  /** Numbers of at least {@code low}. */
  public static Interval atLeast(double low) {
    return new Interval(low, true, Double.POSITIVE_INFINITY, false);
  }

  /** Numbers greater than {@code low}. */
  public static Interval above(double low) {
    return new Interval(low, false, Double.POSITIVE_INFINITY, false);
  }

  /** Numbers from {@code low} to {@code high}, both included. */
  public static Interval between(double low, double high) {
    return new Interval(low, true, high, true);
  }

  /** Numbers from {@code low} (included) to {@code high} (excluded). */
  public static Interval fromBelow(double low, double high) {
    return new Interval(low, true, high, false);
  }

  /** Whether {@code value} is one of the allowed numbers; NaN never is. */
  public boolean contains(double value) {
    return (lowAllowed ? value >= low : value > low)
        && (highAllowed ? value <= high : value < high);
  }

  /** A whole number in or next to this interval, standing in for a value that could not be read. */
  public long standIn() {
    if (low == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    return (long) Math.ceil(lowAllowed ? low : low + 1);
  }

  /** The interval in words, to follow "must be": {@code at least 1}. */
  @Override
  public String toString() {
    if (low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY) {
      return "of any size";
    }
    if (high == Double.POSITIVE_INFINITY) {
      return (lowAllowed ? "at least " : "greater than ") + number(low);
    }
    return (lowAllowed ? "at least " : "greater than ")
        + number(low)
        + (highAllowed ? " and at most " : " and less than ")
        + number(high);
  }

  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}

package io.kinespark.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import io.kinespark.settings.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers, times and sizes out of single values, exactly: {@code 1.5} is no whole number and {@code
 * 30} no time. A value that cannot be used answers nothing.
 */
final class Scalars {
  private static final String KEY = "value";
  private static final int LONGEST_NUMBER = 100;

  private static final Pattern TIME = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?\\s*[A-Za-z]{1,16}");

  /** Without an exponent, which the library would write out digit by digit. */
  private static final Pattern SIZE = Pattern.compile("\\d{1,20}(\\.\\d{1,20})?\\s*[A-Za-z]{0,16}");

  private Scalars() {}

  /** The text of a scalar as it was written; nothing for lists, objects and blanks. */
  static Optional<String> text(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN ->
          Optional.of(asConfig(value).getString(KEY).strip()).filter(text -> !text.isEmpty());
      case LIST, OBJECT, NULL -> Optional.empty();
    };
  }

  /** The one character of a text of one character. */
  static Optional<Character> character(ConfigValue value) {
    return value.unwrapped() instanceof String text && text.length() == 1
        ? Optional.of(text.charAt(0))
        : Optional.empty();
  }

  static Optional<Boolean> flag(ConfigValue value) {
    return switch (text(value).orElse("").toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<Long> wholeNumber(ConfigValue value, Interval allowed) {
    try {
      return text(value)
          .filter(Scalars::isShort)
          .map(text -> new BigDecimal(text).longValueExact())
          .filter(allowed::contains);
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<Integer> integer(ConfigValue value, Interval allowed) {
    return wholeNumber(value, allowed)
        .filter(number -> number.intValue() == number)
        .map(Long::intValue);
  }

  static Optional<Double> number(ConfigValue value, Interval allowed) {
    try {
      return text(value)
          .filter(Scalars::isShort)
          .map(text -> new BigDecimal(text).doubleValue())
          .filter(Double::isFinite)
          .filter(allowed::contains);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<Duration> duration(ConfigValue value, Duration shortest) {
    if (text(value).filter(TIME.asMatchPredicate()).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(asConfig(value).getDuration(KEY))
          .filter(duration -> duration.compareTo(shortest) >= 0);
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  static Optional<Long> bytes(ConfigValue value, Interval allowed) {
    if (text(value).filter(SIZE.asMatchPredicate()).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(asConfig(value).getBytes(KEY)).filter(allowed::contains);
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  /** Work on numbers grows with the square of their digits. */
  private static boolean isShort(String text) {
    return text.length() <= LONGEST_NUMBER;
  }

  private static Config asConfig(ConfigValue value) {
    return value.atKey(KEY);
  }
}

package io.kinespark.models;

import java.util.Arrays;
import java.util.Locale;

/**
 * Reads closed choices by the names that configurations use, which are their {@code toString()}.
 */
public final class Choices {
  private Choices() {}

  public static <E extends Enum<E>> E parse(Class<E> choices, String name, String what) {
    return Arrays.stream(choices.getEnumConstants())
        .filter(choice -> choice.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s '%s' is unknown; use one of %s"
                        .formatted(
                            what,
                            name,
                            Arrays.toString(choices.getEnumConstants()).toLowerCase(Locale.ROOT))));
  }
}

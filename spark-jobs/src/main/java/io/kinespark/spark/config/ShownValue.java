package io.kinespark.spark.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import io.kinespark.preprocessing.storage.Locations;
import java.util.regex.Pattern;

/** Values as users may see them: as HOCON, and secrets and passwords of URIs not at all. */
final class ShownValue {
  private static final Pattern SECRET =
      Pattern.compile(
          "password|passwd|passphrase|secret|token|credential|(?:access|account|private)[._-]?key",
          Pattern.CASE_INSENSITIVE);
  private static final String REDACTED = "(redacted)";

  private static final int LONGEST = 300;

  private ShownValue() {}

  /** Tells whether the value of a key is nobody's business, by its name. */
  static boolean isSecret(String key) {
    return SECRET.matcher(key).find();
  }

  /** The value of a key, or {@code "(redacted)"} where the key's name says that it is secret. */
  static String of(String key, ConfigValue value) {
    return isSecret(key)
        ? "\"" + REDACTED + "\""
        : Locations.withoutPasswords(value.render(ConfigRenderOptions.concise()));
  }

  /** An argument, a key with its value, likewise. */
  static String of(String argument) {
    int equals = argument.indexOf('=');
    return equals >= 0 && isSecret(argument.substring(0, equals))
        ? argument.substring(0, equals + 1) + REDACTED
        : Locations.withoutPasswords(argument);
  }

  /** The start of a text that is too long for a message. */
  static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}

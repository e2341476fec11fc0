package io.kinespark.spark.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.regex.Pattern;

/** Values as users may see them: as HOCON, and secrets not at all. */
final class ShownValue {
  private static final Pattern SECRET =
      Pattern.compile("password|secret|token|credential", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST = 300;

  private ShownValue() {}

  /** The value of a key, or {@code "(redacted)"} where the key's name says that it is secret. */
  static String of(String key, ConfigValue value) {
    return SECRET.matcher(key).find()
        ? "\"(redacted)\""
        : value.render(ConfigRenderOptions.concise());
  }

  /** The start of a text that is too long for a message. */
  static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}

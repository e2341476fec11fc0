package io.kinespark.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code key=value} arguments of a command line.
 *
 * <p>The leading {@code kinespark.} of a key may be left out. A value that begins with <code>[
 * </code>, <code>{</code>, {@code "} or <code>${</code>, and the word {@code null}, are HOCON;
 * every other value is taken as it stands, so that {@code hdfs://host/path} needs no quotes.
 *
 * @param texts where the values are measured
 */
record Overrides(HoconTexts texts) {

  /**
   * The layer that the arguments make up.
   *
   * @param arguments the arguments, in the order of the command line; a later one wins
   * @throws ConfigurationException listing every argument that is not {@code key=value}
   */
  Config parse(List<Argument> arguments) {
    List<ConfigProblem> problems = new ArrayList<>();
    Config layer = ConfigFactory.empty();
    for (Argument given : arguments) {
      String argument = given.text();
      String origin = Origins.COMMAND_LINE + given.position();
      int equals = argument.indexOf('=');
      if (equals <= 0) {
        problems.add(
            new ConfigProblem(
                "'" + ShownValue.shortened(ShownValue.of(argument)) + "'",
                origin,
                "must have the form key=value, without spaces"));
        continue;
      }
      String key = argument.substring(0, equals).strip();
      String value = argument.substring(equals + 1).strip();
      try {
        layer = assignment(qualified(key), value, origin).withFallback(layer);
      } catch (com.typesafe.config.ConfigException | ConfigurationException e) {
        problems.add(
            new ConfigProblem(
                "'" + ShownValue.shortened(ShownValue.of(argument)) + "'",
                origin,
                "is not HOCON" + (ShownValue.isSecret(key) ? "" : ": " + e.getMessage())));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return layer;
  }

  private static String qualified(String key) {
    return key.equals(Settings.ROOT) || key.startsWith(Settings.ROOT + ".")
        ? key
        : Settings.ROOT + "." + key;
  }

  private Config assignment(String key, String value, String origin) {
    if (key.chars().filter(c -> c == '.').count() >= HoconBounds.DEPTH) {
      throw new ConfigurationException(
          "the key has more than %d elements".formatted(HoconBounds.DEPTH));
    }
    List<String> path = ConfigUtil.splitPath(key);
    if (isHocon(value)) {
      return texts.text(HoconText.at(origin, ConfigUtil.joinPath(path) + " = " + value));
    }
    texts.plain(path, value, origin);
    return ConfigValueFactory.fromAnyRef(value, origin).atPath(ConfigUtil.joinPath(path));
  }

  private static boolean isHocon(String value) {
    return value.equals("null")
        || value.startsWith("[")
        || value.startsWith("{")
        || value.startsWith("\"")
        || value.startsWith("${");
  }
}

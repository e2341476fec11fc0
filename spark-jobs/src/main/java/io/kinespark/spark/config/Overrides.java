package io.kinespark.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
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
 */
final class Overrides {
  private Overrides() {}

  /**
   * The layer that the arguments make up.
   *
   * @param arguments the arguments, in the order of the command line; a later one wins
   * @throws ConfigurationException listing every argument that is not {@code key=value}
   */
  static Config parse(List<Argument> arguments) {
    List<ConfigProblem> problems = new ArrayList<>();
    Config layer = ConfigFactory.empty();
    for (Argument given : arguments) {
      String argument = given.text();
      String origin = Origins.COMMAND_LINE + given.position();
      int equals = argument.indexOf('=');
      if (equals <= 0) {
        problems.add(
            new ConfigProblem(
                "'" + argument + "'", origin, "must have the form key=value, without spaces"));
        continue;
      }
      String key = argument.substring(0, equals).strip();
      String value = argument.substring(equals + 1).strip();
      try {
        layer = assignment(qualified(key), value, origin).withFallback(layer);
      } catch (com.typesafe.config.ConfigException e) {
        problems.add(
            new ConfigProblem("'" + argument + "'", origin, "is not HOCON: " + e.getMessage()));
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

  private static Config assignment(String key, String value, String origin) {
    List<String> path = ConfigUtil.splitPath(key);
    if (isHocon(value)) {
      return ConfigFactory.parseString(
          ConfigUtil.joinPath(path) + " = " + value,
          ConfigParseOptions.defaults().setOriginDescription(origin));
    }
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

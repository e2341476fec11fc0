package io.kinespark.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** Parses the files that layers come from. */
final class LayerFiles {
  private LayerFiles() {}

  /**
   * The reference files of all modules on the class path, merged.
   *
   * @throws ConfigurationException if one cannot be read or none is there
   */
  static Config reference() {
    Config merged = ConfigFactory.empty();
    try {
      List<URL> files =
          Collections.list(LayerFiles.class.getClassLoader().getResources("reference.conf"));
      for (URL file : files) {
        Config module = parse(file, new StrictIncluder());
        if (module.hasPath(Settings.ROOT)) {
          merged = merged.withFallback(module.withOnlyPath(Settings.ROOT));
        }
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "The reference.conf files on the class path cannot be listed: " + e.getMessage(), e);
    }
    return merged;
  }

  /** A command's preset: a HOCON file on the class path, named from its root. */
  static Config preset(String resource) {
    URL file = LayerFiles.class.getClassLoader().getResource(resource);
    if (file == null) {
      throw new IllegalArgumentException("no resource " + resource + " on the class path");
    }
    return parse(file, new ResourceIncluder(resource));
  }

  private static Config parse(URL file, ConfigIncluder includer) {
    return ConfigFactory.parseURL(
        file,
        options(includer)
            .setSyntax(ConfigSyntax.CONF)
            .setOriginDescription(Origins.nameOf(file))
            .setAllowMissing(false));
  }

  /**
   * The layer that a user's file makes up, with its includes.
   *
   * @throws ConfigurationException if the file or an include is missing, unreadable or not HOCON
   */
  static Config file(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ConfigurationException(
          "The configuration file "
              + file
              + (Files.exists(file) ? " is not a readable file" : " does not exist")
              + "; check the path given to --conf (working directory: "
              + Path.of("").toAbsolutePath()
              + ").",
          null);
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(),
          options(new StrictIncluder()).setSyntax(ConfigSyntax.CONF).setAllowMissing(false));
    } catch (com.typesafe.config.ConfigException e) {
      throw new ConfigurationException(
          "The configuration file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ConfigParseOptions options(ConfigIncluder includer) {
    return ConfigParseOptions.defaults().setIncluder(includer);
  }
}

package io.kinespark.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.kinespark.settings.ApplicationClasses;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * Reads the files that layers come from.
 *
 * @param texts where their texts are measured
 */
record LayerFiles(HoconTexts texts) {
  private static final String REFERENCE = "reference.conf";

  /** The reference files of all modules on the class path, merged. */
  static Config reference() {
    return new LayerFiles(new HoconTexts()).defaults();
  }

  /**
   * The reference files of all modules on the class path, merged.
   *
   * @throws ConfigurationException if one cannot be read
   */
  Config defaults() {
    Config merged = ConfigFactory.empty();
    try {
      List<URL> files = Collections.list(ApplicationClasses.loader().getResources(REFERENCE));
      for (URL file : files) {
        Config module =
            texts.file(new HoconPlace.OnClassPath(REFERENCE, file, Origins.nameOf(file)));
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
  Config preset(String resource) {
    return texts.file(
        HoconPlace.OnClassPath.of(resource)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no resource " + resource + " on the class path")));
  }

  /**
   * The layer that a user's file makes up, with its includes.
   *
   * @throws ConfigurationException if the file or an include is missing, unreadable, not HOCON or
   *     passes a bound
   */
  Config file(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ConfigurationException(
          "The configuration file "
              + file
              + problem(file)
              + "; check the path given to --conf (working directory: "
              + Path.of("").toAbsolutePath()
              + ").");
    }
    return texts.file(HoconPlace.OnDisk.of(file));
  }

  private static String problem(Path file) {
    if (!Files.exists(file)) {
      return " does not exist";
    }
    return Files.isDirectory(file)
        ? " is a folder, not a file"
        : Files.isRegularFile(file) ? " may not be read" : " is not a readable file";
  }
}

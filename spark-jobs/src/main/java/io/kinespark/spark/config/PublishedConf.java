package io.kinespark.spark.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The published models and experiments: the files of the project's folder {@code conf}, which the
 * jar carries too, found by their names.
 */
public final class PublishedConf {
  private static final String ROOT = "io/kinespark/conf/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private PublishedConf() {}

  /**
   * The configuration of a published model.
   *
   * @param name the file's name without {@code .conf}
   * @return empty if there is no such model
   */
  public static Optional<Settings> model(String name) {
    return load("models/", name);
  }

  /**
   * The configuration of a published experiment.
   *
   * @param family of the network, which is the name of the file's folder
   * @param name the file's name without {@code .conf}
   * @return empty if there is no such experiment
   */
  public static Optional<Settings> experiment(String family, String name) {
    return NAME.matcher(family).matches()
        ? load("experiments/" + family + "/", name)
        : Optional.empty();
  }

  private static Optional<Settings> load(String folder, String name) {
    String resource = ROOT + folder + name + ".conf";
    if (!NAME.matcher(name).matches()
        || PublishedConf.class.getClassLoader().getResource(resource) == null) {
      return Optional.empty();
    }
    return Optional.of(Settings.load(List.of(resource), Optional.empty(), List.of()));
  }
}

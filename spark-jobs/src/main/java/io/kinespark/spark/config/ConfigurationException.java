package io.kinespark.spark.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int MOST_SHOWN = 100;

  private final List<ConfigProblem> problems;

  /**
   * An exception whose message lists the given problems, one a line.
   *
   * @param problems at least one problem, in the order in which they are reported
   */
  public ConfigurationException(List<ConfigProblem> problems) {
    super(describe(problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * An exception for a configuration that cannot be used at all.
   *
   * @param message what is wrong, where, and what to do
   */
  ConfigurationException(String message) {
    this(message, null);
  }

  /**
   * An exception for a configuration that could not be read at all.
   *
   * @param message what was wrong, where, and what to do
   * @param cause what reading it failed with
   */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
    this.problems = List.of();
  }

  /** The problems found; empty where the configuration could not be read at all. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String describe(List<ConfigProblem> problems) {
    int more = problems.size() - MOST_SHOWN;
    String heading =
        problems.size() == 1
            ? "The configuration has a problem:"
            : "The configuration has " + problems.size() + " problems:";
    return problems.stream()
        .limit(MOST_SHOWN)
        .map(problem -> "  " + problem)
        .collect(
            Collectors.joining(
                "\n", heading + "\n", more > 0 ? "\n  and %d more".formatted(more) : ""));
  }
}

package io.kinespark.spark.job;

/** What a job takes on the command line beside {@code key=value}. */
public sealed interface ArgumentSpec {
  /** What {@code --help} says about it, as a sentence. */
  String description();

  /**
   * Words that are neither options nor {@code key=value}, any number of them. The job checks how
   * many it needs.
   *
   * @param label what stands for one of them in {@code --help}, such as {@code DIR}
   * @param description for {@code --help}
   */
  record Words(String label, String description) implements ArgumentSpec {}

  /**
   * A word that names the configuration file, as {@code --conf} does in every command.
   *
   * @param label what stands for it in {@code --help}, such as {@code DATASET.conf}
   * @param description for {@code --help}
   */
  record ConfigurationFile(String label, String description) implements ArgumentSpec {}

  /**
   * An option with a value, which may be given several times.
   *
   * @param name with its dashes, such as {@code --case}
   * @param label what stands for the value in {@code --help}
   * @param description for {@code --help}
   */
  record Option(String name, String label, String description) implements ArgumentSpec {}

  /**
   * An option without a value.
   *
   * @param name with its dashes, such as {@code --all}
   * @param description for {@code --help}
   */
  record Flag(String name, String description) implements ArgumentSpec {}
}

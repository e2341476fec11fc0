package io.kinespark.spark.job;

import java.util.List;

/**
 * What a command does.
 *
 * <p>A job reads its typed settings first, so that a configuration that cannot be used ends the
 * command before anything is started. It owns what it starts, the Spark context included, and has
 * stopped it when it returns or throws.
 */
public interface Job {

  /** The name of the command, in lower case. */
  String name();

  /** What the job does, in one line without a full stop. */
  String summary();

  /** What a user should know before running it, as paragraphs for {@code --help}. */
  List<String> description();

  /** What the command takes beside the configuration. */
  default List<ArgumentSpec> arguments() {
    return List.of();
  }

  /** HOCON files on the class path that lie between the reference files and the user's file. */
  default List<String> presets() {
    return List.of();
  }

  /**
   * Runs the job to its end.
   *
   * @return one of {@link ExitCode}'s values
   * @throws io.kinespark.spark.config.ConfigurationException if the settings cannot be used
   * @throws UsageException if the job's own arguments cannot be used
   * @throws Exception if the job fails; its message and its causes' are shown to the user
   */
  int run(JobContext context) throws Exception;

  /**
   * Checks, without writing outside temporary folders, that {@link #run} would find what it needs.
   *
   * @return one of {@link ExitCode}'s values
   * @throws io.kinespark.spark.config.ConfigurationException if the settings cannot be used
   * @throws Exception if something is missing
   */
  int dryRun(JobContext context) throws Exception;
}

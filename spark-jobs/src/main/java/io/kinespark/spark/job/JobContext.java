package io.kinespark.spark.job;

import io.kinespark.spark.config.Settings;
import java.io.PrintWriter;

/**
 * What a command hands to its job.
 *
 * @param settings the resolved configuration
 * @param arguments what was given of the job's own arguments
 * @param out where results go; not closed by the job
 * @param err where progress and warnings go; not closed by the job
 */
public record JobContext(
    Settings settings, GivenArguments arguments, PrintWriter out, PrintWriter err) {
  /** The context of a job that takes no arguments of its own. */
  public JobContext(Settings settings, PrintWriter out, PrintWriter err) {
    this(settings, GivenArguments.none(), out, err);
  }
}

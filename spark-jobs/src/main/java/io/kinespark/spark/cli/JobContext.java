package io.kinespark.spark.cli;

import io.kinespark.spark.config.Settings;
import java.io.PrintWriter;

/**
 * What a command hands to its job.
 *
 * @param settings the resolved configuration
 * @param out where results go; not closed by the job
 * @param err where progress and warnings go; not closed by the job
 */
public record JobContext(Settings settings, PrintWriter out, PrintWriter err) {}

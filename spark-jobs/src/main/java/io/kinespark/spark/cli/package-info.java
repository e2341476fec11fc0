/**
 * The command line: one command for each job, all with the same way to be configured.
 *
 * <p>{@code kinespark COMMAND [--conf FILE] [key=value ...]}. The exit code is 0 when the job did
 * all it was asked to, 1 when it failed, and 2 when the command line or the configuration cannot be
 * used. Errors are printed as text; {@code --stacktrace} adds where they came from.
 */
package io.kinespark.spark.cli;

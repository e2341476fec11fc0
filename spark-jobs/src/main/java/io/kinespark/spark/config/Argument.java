package io.kinespark.spark.config;

/**
 * A {@code key=value} argument of a command line.
 *
 * @param position its place on the command line, the command itself being 1
 * @param text the argument as it was given
 */
public record Argument(int position, String text) {}

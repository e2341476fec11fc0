/**
 * The command {@code check}: whether a data set is what its configuration says, before hours are
 * spent on it.
 *
 * <p>Annotation files are read on the driver; whether the videos are there, and with {@code
 * --decode} whether they decode, is found out by tasks. Everything that is told is a {@link
 * io.kinespark.spark.check.Finding}; errors are what would spoil training or make preprocessing
 * fail, differences to the published counts are not.
 */
package io.kinespark.spark.check;

/**
 * Configuration of every job: layered HOCON, read into typed records.
 *
 * <p>All keys live under {@code kinespark} and every one of them is declared, with its meaning,
 * unit and range, in the {@code reference.conf} of the module that it configures. The layers,
 * strongest last, are those reference files, a command's preset, the file named by {@code --conf},
 * and {@code key=value} arguments of the command line.
 *
 * <p>This package guarantees that nothing a user wrote is ignored: an unknown key, a value of the
 * wrong type or out of its range, and a missing {@code include} are errors, and all of them are
 * reported together in one {@link io.kinespark.spark.config.ConfigurationException}, each with its
 * key, its value and the file and line that it came from.
 */
package io.kinespark.spark.config;

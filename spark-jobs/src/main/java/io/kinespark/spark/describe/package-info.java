/**
 * The command {@code describe}: how large networks are, measured on the networks themselves, beside
 * what their papers and repositories published.
 */
package io.kinespark.spark.describe;

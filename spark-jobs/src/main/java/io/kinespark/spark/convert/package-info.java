/** The command {@code convert}: weights from any readable form into any other. */
package io.kinespark.spark.convert;

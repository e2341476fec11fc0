/** Files on any Hadoop file system that others see whole or not at all. */
package io.kinespark.spark.storage;

/** Keeps an output folder to one job at a time. */
package io.kinespark.spark.lock;

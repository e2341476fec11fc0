/** The configured data set: its classes, its annotation files and where its videos lie. */
package io.kinespark.spark.dataset;

/**
 * Replicas of a network on executors, each with its loader and its native thread, and the flat
 * vectors that they exchange; for every engine that keeps them in step from Spark.
 */
package io.kinespark.spark.replica;

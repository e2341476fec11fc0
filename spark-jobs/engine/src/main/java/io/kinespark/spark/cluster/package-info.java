/** The Spark application a job runs in, and what its executors offer. */
package io.kinespark.spark.cluster;

/**
 * The training job: where a run begins and ends, what it records, keeps and validates, and when a
 * failure is worth another try. The iterations are an engine's ({@link
 * io.kinespark.spark.engine.DataParallelEngine}).
 */
package io.kinespark.spark.train;

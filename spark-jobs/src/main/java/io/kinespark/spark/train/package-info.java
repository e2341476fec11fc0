/**
 * What a training run is, whatever engine drives it: where a replica's batches come from, what an
 * iteration reports, what a checkpoint holds and when a failed run is worth another try. Nothing
 * here names BigDL; {@link io.kinespark.spark.bigdl} is one engine behind {@link
 * io.kinespark.spark.train.DataParallelEngine}.
 */
package io.kinespark.spark.train;

/**
 * Checkpoints of a run on any Hadoop file system. A checkpoint is a folder whose manifest is
 * written last and only once; without a manifest whose sizes and digests match, a folder is not a
 * checkpoint. No rename is needed, so the protocol holds on object stores too, and a reader never
 * sees half a checkpoint however a writer ends.
 */
package io.kinespark.spark.checkpoint;

/**
 * What a run tells its user while it goes on: the training log on the cluster's file system, the
 * progress shown on the terminal, scalars for TensorBoard, and tables of plain text.
 *
 * <p>A training log outlives crashes: each attempt of a run writes a file of its own, records reach
 * the file system at every flush, and the reader joins the attempts so that work that was rolled
 * back at a resume is counted once.
 */
package io.kinespark.spark.progress;

package io.kinespark.spark.progress;

/** One line of a training log. */
public sealed interface TrainingRecord permits IterationRecord, EpochRecord {
  /** Epoch the record belongs to, counted from 1. */
  int epoch();

  /** Optimizer steps taken since the run began, over all attempts. */
  long iteration();
}

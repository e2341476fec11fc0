package io.kinespark.spark.progress;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * One optimizer step.
 *
 * @param epoch epoch, counted from 1
 * @param iteration optimizer steps taken so far, this one included
 * @param loss training loss of the global batch; NaN and infinities are logged as they are
 * @param top1 top-1 accuracy of the global batch in [0, 1], where the training step reports it
 * @param learningRate base learning rate of this step
 * @param clipsPerSecond throughput of the whole cluster since the previous record
 * @param dataWaitShare share in [0, 1] of the step's time spent waiting for decoded clips
 * @param time when the step ended
 */
public record IterationRecord(
    int epoch,
    long iteration,
    double loss,
    OptionalDouble top1,
    double learningRate,
    double clipsPerSecond,
    double dataWaitShare,
    Instant time)
    implements TrainingRecord {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the epoch or the iteration is below 1
   */
  public IterationRecord {
    Counters.check(epoch, iteration);
  }
}

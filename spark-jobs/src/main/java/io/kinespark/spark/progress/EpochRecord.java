package io.kinespark.spark.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * One finished epoch.
 *
 * @param epoch epoch, counted from 1
 * @param iteration optimizer steps taken when the epoch ended
 * @param trainLoss mean training loss of the epoch
 * @param trainTop1 mean training top-1 accuracy in [0, 1], where the training step reports it
 * @param validationTop1 top-1 accuracy on the validation split in [0, 1], if it was run after this
 *     epoch
 * @param validationTop5 top-5 accuracy on the validation split in [0, 1], if it was run after this
 *     epoch
 * @param validationMap mean average precision on the validation split in [0, 1], if it was taken
 *     after this epoch
 * @param validationMacs mean multiply-accumulates of a video of the validation split, if it was run
 *     after this epoch and the network chooses widths
 * @param learningRate base learning rate of the epoch's last step
 * @param clips clips trained on in this epoch
 * @param duration wall-clock time of the epoch
 * @param time when the epoch ended
 */
public record EpochRecord(
    int epoch,
    long iteration,
    double trainLoss,
    OptionalDouble trainTop1,
    OptionalDouble validationTop1,
    OptionalDouble validationTop5,
    OptionalDouble validationMap,
    OptionalDouble validationMacs,
    double learningRate,
    long clips,
    Duration duration,
    Instant time)
    implements TrainingRecord {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the epoch or the iteration is below 1
   */
  public EpochRecord {
    Counters.check(epoch, iteration);
  }
}

package io.kinespark.spark.progress;

import java.time.Duration;
import java.util.Optional;

/**
 * How much a training run has to do.
 *
 * @param epochs number of epochs
 * @param iterationsPerEpoch optimizer steps per epoch
 * @param done optimizer steps that were taken before this attempt began; 0 for a fresh run
 */
public record RunLength(int epochs, long iterationsPerEpoch, long done) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if there is nothing to do or less than nothing done
   */
  public RunLength {
    if (epochs < 1 || iterationsPerEpoch < 1 || done < 0) {
      throw new IllegalArgumentException(
          "A training plan needs at least one epoch of one iteration and a non-negative start, not epochs "
              + epochs
              + ", iterations per epoch "
              + iterationsPerEpoch
              + ", done "
              + done);
    }
  }

  /** Optimizer steps of the whole run. */
  public long iterations() {
    return Math.multiplyExact(epochs, iterationsPerEpoch);
  }

  /**
   * Time left if the steps to come take as long as those of this attempt so far; empty before its
   * first step.
   *
   * @param iteration optimizer steps taken so far
   * @param elapsed time since this attempt began
   */
  public Optional<Duration> timeLeft(long iteration, Duration elapsed) {
    long taken = iteration - done;
    if (taken <= 0) {
      return Optional.empty();
    }
    double millisPerStep = elapsed.toMillis() / (double) taken;
    return Optional.of(
        Duration.ofMillis(Math.round(millisPerStep * Math.max(0, iterations() - iteration))));
  }
}

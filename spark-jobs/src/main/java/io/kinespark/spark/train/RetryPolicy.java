package io.kinespark.spark.train;

import java.time.Duration;

/**
 * How often a run goes back to its last checkpoint.
 *
 * @param attempts how many times in a row without a new checkpoint in between; 0 for never
 * @param backoff how long to wait before the first of them; doubled for each that follows
 */
public record RetryPolicy(int attempts, Duration backoff) {

  private static final int MOST_DOUBLINGS = 10;

  /** The wait before the n-th try in a row, n from 1. */
  Duration before(int attempt) {
    return backoff.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
  }
}

package io.kinespark.spark.train;

import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.engine.FailureKind;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work again where it failed for a reason that can pass, for work that can be repeated where
 * it is: a run need not go back to its last checkpoint for it.
 */
final class Retries {

  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

  private final RetryPolicy policy;
  private final FailureRule rule;
  private final Sleeper sleeper;

  /** Retries that wait by sleeping. */
  Retries(RetryPolicy policy, FailureRule rule) {
    this(policy, rule, Thread::sleep);
  }

  Retries(RetryPolicy policy, FailureRule rule, Sleeper sleeper) {
    this.policy = policy;
    this.rule = rule;
    this.sleeper = sleeper;
  }

  /**
   * Work that may be done more than once.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Waits between tries. */
  @FunctionalInterface
  interface Sleeper {
    /** Waits for some milliseconds. */
    void sleep(long millis) throws InterruptedException;
  }

  /**
   * Does work until it succeeds or the retries are used up.
   *
   * @param what the work in words, such as {@code the checkpoint of epoch 3}
   * @throws TrainingFailedException when the retries are used up
   * @throws IOException when the work throws it and it would do so again
   */
  <T> T run(String what, Work<T> work) throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        return work.run();
      } catch (IOException | RuntimeException e) {
        if (rule.of(e) == FailureKind.DETERMINISTIC) {
          throw e;
        }
        if (failures > policy.attempts()) {
          throw new TrainingFailedException(
              e, "%s: given up after %d retries".formatted(what, policy.attempts()));
        }
        before(failures, what, e);
      }
    }
  }

  /** Says why there is another try, and waits for it. */
  void before(int retry, String what, Throwable failure) {
    long wait = policy.before(retry).toMillis();
    LOG.warn(
        "{} failed and is tried again in {} ms (retry {} of {}): {}",
        what,
        wait,
        retry,
        policy.attempts(),
        Causes.root(failure).toString());
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to retry", e);
    }
  }
}

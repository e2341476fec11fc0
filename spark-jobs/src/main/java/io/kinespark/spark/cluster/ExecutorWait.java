package io.kinespark.spark.cluster;

import java.time.Duration;
import org.apache.spark.api.java.JavaSparkContext;

/** Waits for the executors that a data-parallel run cannot do without. */
final class ExecutorWait {

  private static final Duration POLL = Duration.ofMillis(200);

  private ExecutorWait() {}

  /**
   * Waits until enough executors are registered.
   *
   * @throws IllegalStateException when they are not within the time; says how many came
   */
  static void await(JavaSparkContext spark, int executors, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    int registered = registered(spark);
    while (registered < executors) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            registered
                + " of "
                + executors
                + " executors have come within "
                + limit.toSeconds()
                + " s; does the cluster have room for them? See spark.executor.cores,"
                + " spark.executor.memory and spark.executor.instances");
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for executors", e);
      }
      registered = registered(spark);
    }
  }

  /** Executors other than the driver, which Spark lists too. */
  private static int registered(JavaSparkContext spark) {
    return spark.sc().statusTracker().getExecutorInfos().length - 1;
  }
}

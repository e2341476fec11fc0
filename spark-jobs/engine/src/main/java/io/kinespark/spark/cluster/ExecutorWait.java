package io.kinespark.spark.cluster;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;

/** Waits for the executors that a data-parallel run cannot do without, and says so meanwhile. */
public final class ExecutorWait {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final JavaSparkContext spark;
  private final int wanted;
  private final Duration limit;
  private final Consumer<String> say;

  /**
   * A wait.
   *
   * @param spark the application, not in local mode
   * @param wanted how many executors
   * @param limit for how long
   * @param say is told how many there are, after some seconds and then every half minute
   */
  public ExecutorWait(JavaSparkContext spark, int wanted, Duration limit, Consumer<String> say) {
    this.spark = spark;
    this.wanted = wanted;
    this.limit = limit;
    this.say = say;
  }

  /**
   * Waits until enough executors are registered.
   *
   * @throws ExecutorsMissingException when they are not within the time; says how many came
   */
  public void await() {
    long start = System.nanoTime();
    long nextLine = SILENCE.toNanos();
    while (registered(spark) < wanted) {
      long waited = System.nanoTime() - start;
      if (waited > limit.toNanos()) {
        throw new ExecutorsMissingException(
            "%d of %d executors have come within %d s (train.executor-wait); does the cluster have room for them? See spark.executor.cores, spark.executor.memory and spark.executor.instances"
                .formatted(registered(spark), wanted, limit.toSeconds()));
      }
      if (waited > nextLine) {
        say.accept(
            "%d of %d executors have come, waiting up to %d s"
                .formatted(registered(spark), wanted, limit.toSeconds()));
        nextLine += BETWEEN_LINES.toNanos();
      }
      rest(POLL);
    }
  }

  /** Whether enough executors are registered now. */
  public boolean enough() {
    return registered(spark) >= wanted;
  }

  /** Whether any executor is registered now. */
  public boolean any() {
    return registered(spark) > 0;
  }

  /**
   * Waits for some time.
   *
   * @throws IllegalStateException if the thread is interrupted, which it remains
   */
  public static void rest(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for executors", e);
    }
  }

  /** Executors other than the driver, which Spark lists too. */
  public static int registered(JavaSparkContext spark) {
    return spark.sc().statusTracker().getExecutorInfos().length - 1;
  }
}

package io.kinespark.spark.cluster;

import java.time.Duration;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends Spark's jobs when a cluster has had no executor at all for some time. Spark itself waits for
 * one without end, whether the cluster is busy or gone.
 */
public final class ExecutorWatch implements AutoCloseable {

  /** What Spark says of a job that was ended so. */
  public static final String CANCELLED = "cancelled as part of cancellation of all jobs";

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorWatch.class);

  private final JavaSparkContext spark;
  private final Duration limit;
  private final Thread watcher;
  private long lastSeen = System.nanoTime();

  /**
   * Begins to watch.
   *
   * @param spark the application
   * @param limit how long there may be no executor
   * @param local whether it has none but the driver, so that there is nothing to watch
   */
  public ExecutorWatch(JavaSparkContext spark, Duration limit, boolean local) {
    this.spark = spark;
    this.limit = limit;
    this.watcher = new Thread(this::watch, "executor watch");
    watcher.setDaemon(true);
    if (!local) {
      watcher.start();
    }
  }

  private void watch() {
    long pause = Math.max(100, Math.min(5_000, limit.toMillis() / 4));
    try {
      while (!spark.sc().isStopped()) {
        Thread.sleep(pause);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    long now = System.nanoTime();
    if (ExecutorWait.registered(spark) > 0) {
      lastSeen = now;
    } else if (now - lastSeen > limit.toNanos()) {
      LOG.warn("there has been no executor for {} s; Spark's jobs are ended", limit.toSeconds());
      spark.sc().cancelAllJobs();
      lastSeen = now;
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}

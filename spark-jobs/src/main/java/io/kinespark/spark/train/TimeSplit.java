package io.kinespark.spark.train;

import io.kinespark.spark.engine.IterationReport;
import java.time.Duration;

/**
 * Where the time of iterations went, added up. The four parts and the whole are wall-clock times of
 * the slowest replica.
 */
public final class TimeSplit {

  private long wall;
  private long dataWait;
  private long compute;
  private long sync;
  private long other;
  private int iterations;

  /** Adds an iteration. */
  public void add(IterationReport report) {
    wall += report.wallNanos();
    dataWait += report.dataWaitNanos();
    compute += report.computeNanos();
    sync += report.syncNanos();
    other += report.otherNanos();
    iterations++;
  }

  /** Iterations that were added. */
  public int iterations() {
    return iterations;
  }

  /** Mean wall-clock time of an iteration. */
  public Duration perIteration() {
    return Duration.ofNanos(iterations == 0 ? 0 : wall / iterations);
  }

  /** Share of the time spent waiting for clips. */
  public double dataWaitShare() {
    return share(dataWait);
  }

  /** Share spent in the network. */
  public double computeShare() {
    return share(compute);
  }

  /** Share spent on fetching weights, publishing and aggregating gradients. */
  public double syncShare() {
    return share(sync);
  }

  /** Share of the rest: Spark's scheduling and the optimizer's update. */
  public double otherShare() {
    return share(other);
  }

  private double share(long part) {
    return wall == 0 ? 0 : (double) part / wall;
  }
}

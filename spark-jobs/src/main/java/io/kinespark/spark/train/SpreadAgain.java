package io.kinespark.spark.train;

import io.kinespark.spark.engine.EpochEnd;
import io.kinespark.spark.engine.IterationReport;
import io.kinespark.spark.engine.TrainingListener;
import java.io.IOException;

/**
 * Ends a try whose replicas share executors at the first checkpoint at which there are enough, so
 * that the next try gives each its own.
 */
final class SpreadAgain implements TrainingListener {

  private final TrainingListener listener;
  private final ReplicaHomes homes;
  private final boolean apart;
  private boolean due;

  /**
   * Watches a try.
   *
   * @param listener hears of everything
   * @param homes where the replicas live
   * @param apart whether they have an executor each already
   */
  SpreadAgain(TrainingListener listener, ReplicaHomes homes, boolean apart) {
    this.listener = listener;
    this.homes = homes;
    this.apart = apart;
  }

  /** Whether the try was ended for another one on more executors. */
  boolean due() {
    return due;
  }

  @Override
  public void onIteration(IterationReport report) {
    listener.onIteration(report);
  }

  @Override
  public boolean onEpochEnd(EpochEnd end) throws IOException {
    boolean goesOn = listener.onEpochEnd(end);
    due = goesOn && !apart && homes.enough();
    return goesOn && !due;
  }
}

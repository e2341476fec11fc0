package io.kinespark.spark.engine;

import java.io.IOException;

/**
 * Hears of every iteration and epoch, on the driver, between iterations. What it throws ends the
 * run.
 */
public interface TrainingListener {

  /** One iteration is done. */
  void onIteration(IterationReport report);

  /**
   * The last iteration of an epoch is done and the replicas' buffers are reduced to one.
   *
   * @return whether to go on
   * @throws IOException when a checkpoint cannot be written
   */
  boolean onEpochEnd(EpochEnd end) throws IOException;
}

package io.kinespark.spark.train;

import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.checkpoint.NoSpaceException;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.lock.OutputLock;
import io.kinespark.spark.run.RunCheckpoints;
import java.io.IOException;

/**
 * Writes a run's checkpoints and deletes those that need not stay, as long as the run holds its
 * output.
 *
 * @param checkpoints writes states
 * @param store where they go
 * @param lock of the output
 * @param keep newest checkpoints that stay
 * @param keepBest whether the best stays too
 */
record CheckpointKeeper(
    RunCheckpoints checkpoints,
    CheckpointStore store,
    OutputLock lock,
    int keep,
    boolean keepBest) {

  /**
   * Writes a checkpoint. Where there is no room for it the oldest ones make it, but never the
   * newest whole one.
   *
   * @throws io.kinespark.spark.lock.OutputLockedException if another job has taken the output over
   * @throws NoSpaceException if there is no room all the same
   */
  void save(TrainingState state, CheckpointInfo info) throws IOException {
    lock.check();
    boolean written = false;
    while (!written) {
      try {
        checkpoints.save(state, info);
        written = true;
      } catch (NoSpaceException e) {
        lock.check();
        if (store.makeRoom(e.needed(), keepBest) == 0) {
          throw e;
        }
      }
    }
    lock.check();
    store.prune(keep, keepBest);
  }
}

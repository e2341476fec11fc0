package io.kinespark.spark.engine;

import java.io.Serializable;

/**
 * The place of one iteration in a run, a pure function of how many were finished before it, so that
 * a resumed run and an undisturbed one see the same data and learning rate.
 *
 * @param global iterations finished before this one, over the whole run
 * @param epoch 0-based epoch
 * @param step 0-based iteration within the epoch
 */
public record IterationIndex(int global, int epoch, int step) implements Serializable {

  /**
   * The iteration that follows {@code finished} finished ones.
   *
   * @param finished iterations finished so far
   * @param perEpoch iterations of one epoch, positive
   */
  public static IterationIndex after(int finished, int perEpoch) {
    return new IterationIndex(finished, finished / perEpoch, finished % perEpoch);
  }
}

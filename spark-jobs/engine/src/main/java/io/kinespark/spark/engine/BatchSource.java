package io.kinespark.spark.engine;

import java.io.IOException;

/**
 * The training batches of one replica, in the order of the iterations. Implementations decode ahead
 * on threads of their own; {@link #next} waits for the batch it is asked for.
 */
public interface BatchSource extends AutoCloseable {

  /**
   * The batch of one iteration.
   *
   * @param iteration the iteration; each call asks for the one after the last
   * @throws IOException when storage fails, which may be worth a retry of the run
   */
  TrainingBatch next(IterationIndex iteration) throws IOException;

  @Override
  void close();
}

package io.kinespark.spark.progress;

import java.io.IOException;

/** Where the records of a run go, as they come. */
public interface RecordLog extends AutoCloseable {
  /**
   * Appends one record.
   *
   * @throws IOException if it could not be written
   */
  void append(TrainingRecord record) throws IOException;

  /**
   * Flushes and ends the log.
   *
   * @throws IOException if what was buffered could not be written
   */
  @Override
  void close() throws IOException;
}

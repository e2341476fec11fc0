package io.kinespark.spark.cluster;

import java.io.IOException;

/** A Spark job of which a task failed for good; the cause is what happened in the task. */
public final class TasksFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  TasksFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}

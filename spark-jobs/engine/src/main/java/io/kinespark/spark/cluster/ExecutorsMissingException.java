package io.kinespark.spark.cluster;

/** The cluster did not give the executors that a job cannot do without. */
public final class ExecutorsMissingException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  ExecutorsMissingException(String message) {
    super(message);
  }
}

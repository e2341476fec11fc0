package io.kinespark.spark.replica;

/**
 * A replica's state is not where the run needs it, because its executor was lost or Spark dropped
 * its block. A run that goes back to its last checkpoint can succeed.
 */
public final class ReplicaLostException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** Says which replica was lost, and when. */
  public ReplicaLostException(String message) {
    super(message);
  }
}

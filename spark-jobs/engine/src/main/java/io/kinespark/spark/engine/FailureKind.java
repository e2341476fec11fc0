package io.kinespark.spark.engine;

/** Whether a failed run is worth another try from its last checkpoint. */
public enum FailureKind {
  /** Another try can succeed. */
  RETRYABLE,
  /** The same inputs would fail in the same way. */
  DETERMINISTIC
}

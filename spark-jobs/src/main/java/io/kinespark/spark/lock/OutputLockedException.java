package io.kinespark.spark.lock;

/**
 * Another job holds an output, or has taken it over. Trying again at once would not help, and
 * nothing may be written there any more.
 */
public final class OutputLockedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  OutputLockedException(String message) {
    super(message);
  }
}

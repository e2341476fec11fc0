package io.kinespark.spark.job;

/** Thrown by a job whose own arguments cannot be used; the command ends as a usage error. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param message what was wrong and what to do
   */
  public UsageException(String message) {
    super(message);
  }
}

package io.kinespark.verification.reference;

/**
 * Thrown when a case says or asks something that its runner does not know; the message names it.
 */
public final class UnsupportedCaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is not known, with the field that says it. */
  public UnsupportedCaseException(String message) {
    super(message);
  }
}

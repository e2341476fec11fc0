package io.kinespark.spark.verify.data;

/** Thrown when a list of a known kind asks something that the project does not have. */
final class UnknownQuestionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownQuestionException(String message) {
    super(message);
  }
}

package io.kinespark.spark.evaluate;

/** Scoring failed as a whole; the message names the video or the task at fault. */
public final class ScoringException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ScoringException(String message) {
    super(message);
  }

  ScoringException(String message, Throwable cause) {
    super(message, cause);
  }
}

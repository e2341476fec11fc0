package io.kinespark.spark.train;

import io.kinespark.spark.cluster.Causes;

/** A run has ended without success. The message begins with the original cause. */
public final class TrainingFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure that is not tried again, and why. */
  TrainingFailedException(Throwable failure, String why) {
    super(describe(Causes.root(failure)) + " (" + why + ")", failure);
  }

  private static String describe(Throwable root) {
    String message = String.valueOf(root.getMessage());
    String firstLine = message.lines().findFirst().orElse(message);
    return root.getClass().getSimpleName() + ": " + firstLine;
  }
}

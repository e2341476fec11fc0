package io.kinespark.spark.cluster;

import java.util.List;

/** Tells failures of Spark's jobs that came of a lost executor, by what Spark writes into them. */
public final class ExecutorLoss {

  private static final List<String> TEXTS =
      List.of(
          "ExecutorLostFailure",
          "FetchFailed",
          "Lost executor",
          "Executor heartbeat timed out",
          "Block broadcast_",
          ExecutorWatch.CANCELLED);

  private ExecutorLoss() {}

  /** Whether a failure, or one of its causes, says so. */
  public static boolean isIn(Throwable failure) {
    return isIn(failure, TEXTS);
  }

  /** Whether a failure's message, or one of its causes', has one of the texts in it. */
  public static boolean isIn(Throwable failure, List<String> texts) {
    return Causes.chain(failure).stream()
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> texts.stream().anyMatch(message::contains));
  }
}

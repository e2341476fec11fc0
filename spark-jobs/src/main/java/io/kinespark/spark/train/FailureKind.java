package io.kinespark.spark.train;

import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.cluster.Causes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.hadoop.security.AccessControlException;

/**
 * Whether a failed run is worth another try from its last checkpoint. A lost executor or a failing
 * storage may be; anything that would happen again in the same way is not.
 */
public enum FailureKind {
  /** Another try can succeed. */
  RETRYABLE,
  /** The same inputs would fail in the same way. */
  DETERMINISTIC;

  /** What Spark 2.4 and BigDL write into a job's failure when an executor is gone. */
  private static final List<String> EXECUTOR_LOSS =
      List.of(
          "ExecutorLostFailure",
          "FetchFailed",
          "Lost executor",
          "Executor heartbeat timed out",
          "Didn't find weight block",
          "Please initialize AllReduceParameter first",
          "Block broadcast_",
          "io.kinespark.spark.bigdl.ReplicaLostException");

  /** Classifies a failure by its whole chain of causes. */
  public static FailureKind of(Throwable failure) {
    for (Throwable cause : Causes.chain(failure)) {
      if (cause instanceof VideoRejectedException
          || cause instanceof FileNotFoundException
          || cause instanceof NoSuchFileException
          || cause instanceof AccessDeniedException
          || cause instanceof AccessControlException
          || cause instanceof Error) {
        return DETERMINISTIC;
      }
      if (cause instanceof IOException) {
        return RETRYABLE;
      }
      String message = String.valueOf(cause.getMessage());
      if (EXECUTOR_LOSS.stream().anyMatch(message::contains)) {
        return RETRYABLE;
      }
    }
    return DETERMINISTIC;
  }
}

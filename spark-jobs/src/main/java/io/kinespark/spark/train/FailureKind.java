package io.kinespark.spark.train;

import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.cluster.ExecutorWatch;
import io.kinespark.spark.data.TooManyRejectsException;
import io.kinespark.spark.storage.StorageFault;
import java.util.List;

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
          ExecutorWatch.CANCELLED,
          "io.kinespark.spark.replica.ReplicaLostException");

  /**
   * Classifies a failure by its whole chain of causes: one of them that would come again decides,
   * whatever it was wrapped in on its way.
   */
  public static FailureKind of(Throwable failure) {
    List<Throwable> chain = Causes.chain(failure);
    if (chain.stream().anyMatch(FailureKind::comesAgain)) {
      return DETERMINISTIC;
    }
    return chain.stream().anyMatch(FailureKind::passes) ? RETRYABLE : DETERMINISTIC;
  }

  private static boolean comesAgain(Throwable cause) {
    return cause instanceof VideoRejectedException
        || cause instanceof TooManyRejectsException
        || cause instanceof TrainingFailedException
        || StorageFault.lasts(cause)
        || (cause instanceof Error && !StorageFault.isOfStorage(cause));
  }

  private static boolean passes(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return StorageFault.isOfStorage(cause) || EXECUTOR_LOSS.stream().anyMatch(message::contains);
  }
}

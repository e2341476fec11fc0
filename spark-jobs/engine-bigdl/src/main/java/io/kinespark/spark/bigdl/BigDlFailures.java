package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.utils.LayerException;
import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.cluster.ExecutorLoss;
import io.kinespark.spark.engine.FailureKind;
import io.kinespark.spark.replica.ReplicaLostException;
import java.util.List;

/** What failures of BigDL's loop were. */
final class BigDlFailures {

  /** What BigDL, or the replicas it trains, say when an executor they count on is gone. */
  private static final List<String> LOST =
      List.of(
          "Didn't find weight block",
          "Please initialize AllReduceParameter first",
          ReplicaLostException.class.getName());

  private BigDlFailures() {}

  /** Whether a failure came of a lost executor, by what Spark and BigDL say. */
  static FailureKind kind(Throwable failure) {
    return ExecutorLoss.isIn(failure) || ExecutorLoss.isIn(failure, LOST)
        ? FailureKind.RETRYABLE
        : FailureKind.DETERMINISTIC;
  }

  /**
   * A failure of which the module's own exception is the innermost cause, as everywhere else. BigDL
   * wraps what a module throws into an exception that has neither a message nor a cause, but keeps
   * it in a field of its own.
   */
  static RuntimeException unwrapped(RuntimeException failure) {
    for (Throwable cause : Causes.chain(failure)) {
      if (cause instanceof LayerException layer && layer.error() != null) {
        return new IllegalStateException(failure.getMessage(), layer.error());
      }
    }
    return failure;
  }
}

package io.kinespark.spark.train;

import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.data.TooManyRejectsException;
import io.kinespark.spark.engine.FailureKind;
import io.kinespark.spark.lock.OutputLockedException;
import io.kinespark.spark.storage.StorageFault;
import java.util.List;
import java.util.function.Function;

/**
 * Whether a failed run is worth another try from its last checkpoint. A failing storage or a lost
 * executor, which the run's engine tells, may be; anything that would happen again in the same way
 * is not.
 */
final class FailureRule {

  private final Function<Throwable, FailureKind> engine;

  /**
   * A rule for runs of one engine.
   *
   * @param engine what the engine says of a failure ({@link
   *     io.kinespark.spark.engine.DataParallelEngine#classify})
   */
  FailureRule(Function<Throwable, FailureKind> engine) {
    this.engine = engine;
  }

  /**
   * Classifies a failure by its whole chain of causes: one of them that would come again decides,
   * whatever it was wrapped in on its way.
   */
  FailureKind of(Throwable failure) {
    List<Throwable> chain = Causes.chain(failure);
    if (chain.stream().anyMatch(FailureRule::comesAgain)) {
      return FailureKind.DETERMINISTIC;
    }
    return chain.stream().anyMatch(StorageFault::isOfStorage)
        ? FailureKind.RETRYABLE
        : engine.apply(failure);
  }

  private static boolean comesAgain(Throwable cause) {
    return cause instanceof VideoRejectedException
        || cause instanceof TooManyRejectsException
        || cause instanceof TrainingFailedException
        || cause instanceof OutputLockedException
        || StorageFault.lasts(cause)
        || (cause instanceof Error && !StorageFault.isOfStorage(cause));
  }
}

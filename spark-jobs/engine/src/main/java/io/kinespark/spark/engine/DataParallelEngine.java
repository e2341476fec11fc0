package io.kinespark.spark.engine;

/**
 * Trains one network on several replicas with synchronous updates: gradients averaged over
 * replicas, clipped, applied; batch norm local to a replica until the end of the epoch.
 */
public interface DataParallelEngine {

  /**
   * Whether a failure of {@link #train}, or of another of Spark's jobs beside it, came of what this
   * engine runs on, such as a lost executor, so that another try can succeed.
   */
  FailureKind classify(Throwable failure);

  /**
   * Runs from a state to the end of the plan.
   *
   * @param plan what to train and how
   * @param start where to begin: {@link TrainingState#initial} or a checkpoint's
   * @param listener hears of iterations and epochs
   * @return the state after the last iteration
   */
  TrainingState train(TrainingPlan plan, Handover start, TrainingListener listener);

  /** Runs from a state that the caller goes on holding, with the memory that takes. */
  default TrainingState train(TrainingPlan plan, TrainingState start, TrainingListener listener) {
    return train(plan, Handover.of(start), listener);
  }
}

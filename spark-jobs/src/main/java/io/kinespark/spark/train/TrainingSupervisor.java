package io.kinespark.spark.train;

import io.kinespark.spark.cluster.Causes;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a run going through failures that can pass. A lost executor or failing storage sends it
 * back to its newest checkpoint; anything else ends it at once. Tries are counted between
 * checkpoints, so that a long run may lose many executors as long as it gets on.
 */
public final class TrainingSupervisor {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingSupervisor.class);

  /** Reads what a run goes on from after a failure. */
  @FunctionalInterface
  public interface NewestState {
    /** The state in the newest valid checkpoint, or the run's first where there is none. */
    TrainingState read() throws IOException;
  }

  /** Waits between tries. */
  @FunctionalInterface
  public interface Sleeper {
    /** Waits for some milliseconds. */
    void sleep(long millis) throws InterruptedException;
  }

  private final DataParallelEngine engine;
  private final RetryPolicy policy;
  private final NewestState newest;
  private final Sleeper sleeper;

  /** A supervisor that waits by sleeping. */
  public TrainingSupervisor(DataParallelEngine engine, RetryPolicy policy, NewestState newest) {
    this(engine, policy, newest, Thread::sleep);
  }

  TrainingSupervisor(
      DataParallelEngine engine, RetryPolicy policy, NewestState newest, Sleeper sleeper) {
    this.engine = engine;
    this.policy = policy;
    this.newest = newest;
    this.sleeper = sleeper;
  }

  /**
   * Trains to the end of the plan.
   *
   * @param plan what to train
   * @param start where to begin
   * @param listener hears of iterations and epochs; those after the checkpoint come again when a
   *     try is repeated
   * @throws TrainingFailedException when a failure is not worth another try
   * @throws IOException when no checkpoint can be read
   */
  public TrainingState run(TrainingPlan plan, Handover start, TrainingListener listener)
      throws IOException {
    Handover from = start;
    int inARow = 0;
    while (true) {
      try {
        return engine.train(plan, from, listener);
      } catch (Exception failure) {
        if (FailureKind.of(failure) == FailureKind.DETERMINISTIC) {
          throw new TrainingFailedException(failure, "not retried: it would fail again");
        }
        Handover checkpoint = Handover.of(newest.read());
        inARow = checkpoint.iterations() > from.iterations() ? 1 : inARow + 1;
        if (inARow > policy.attempts()) {
          throw new TrainingFailedException(
              failure, "given up after " + policy.attempts() + " retries");
        }
        long wait = policy.before(inARow).toMillis();
        LOG.warn(
            "training failed and goes on from iteration {} in {} ms (retry {} of {}): {}",
            checkpoint.iterations(),
            wait,
            inARow,
            policy.attempts(),
            Causes.root(failure).toString());
        pause(wait);
        from = checkpoint;
      }
    }
  }

  private void pause(long millis) {
    try {
      sleeper.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to retry", e);
    }
  }
}

package io.kinespark.spark.train;

import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.cluster.ExecutorsMissingException;
import io.kinespark.spark.engine.DataParallelEngine;
import io.kinespark.spark.engine.FailureKind;
import io.kinespark.spark.engine.Handover;
import io.kinespark.spark.engine.TrainingListener;
import io.kinespark.spark.engine.TrainingPlan;
import io.kinespark.spark.engine.TrainingState;
import java.io.IOException;

/**
 * Keeps a run going through failures that can pass. A lost executor or failing storage sends it
 * back to its newest checkpoint; anything else ends it at once. Tries are counted between
 * checkpoints, so that a long run may lose many executors as long as it gets on.
 */
public final class TrainingSupervisor {

  /** Reads what a run goes on from after a failure. */
  @FunctionalInterface
  public interface NewestState {
    /** The state in the newest valid checkpoint, or the run's first where there is none. */
    TrainingState read() throws IOException;
  }

  private final DataParallelEngine engine;
  private final ReplicaHomes homes;
  private final RetryPolicy policy;
  private final NewestState newest;
  private final FailureRule rule;
  private final Retries retries;

  /**
   * A supervisor that waits by sleeping.
   *
   * @param engine trains
   * @param homes where its replicas live
   * @param policy how often a run goes back
   * @param newest what it goes back to
   */
  public TrainingSupervisor(
      DataParallelEngine engine, ReplicaHomes homes, RetryPolicy policy, NewestState newest) {
    this(engine, homes, policy, newest, Thread::sleep);
  }

  TrainingSupervisor(
      DataParallelEngine engine,
      ReplicaHomes homes,
      RetryPolicy policy,
      NewestState newest,
      Retries.Sleeper sleeper) {
    this.engine = engine;
    this.homes = homes;
    this.policy = policy;
    this.newest = newest;
    this.rule = new FailureRule(engine::classify);
    this.retries = new Retries(policy, rule, sleeper);
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
    boolean apart = homes.await(/* first= */ true);
    while (true) {
      var spread = new SpreadAgain(listener, homes, apart);
      try {
        TrainingState reached = engine.train(plan, from, spread);
        if (!spread.due()) {
          return reached;
        }
        from = Handover.of(reached);
        inARow = 0;
        apart = homes.await(/* first= */ false);
      } catch (Exception failure) {
        Handover checkpoint = checkpointAfter(failure);
        inARow = checkpoint.iterations() > from.iterations() ? 1 : inARow + 1;
        if (inARow > policy.attempts()) {
          throw new TrainingFailedException(
              failure, "given up after " + policy.attempts() + " retries");
        }
        from = checkpoint;
        retries.before(
            inARow, "training, which goes back to iteration " + from.iterations() + ",", failure);
        apart = awaitAgain(failure);
      }
    }
  }

  /** Waits for executors after a failure, which is told too if they do not come. */
  private boolean awaitAgain(Exception failure) {
    try {
      return homes.await(/* first= */ false);
    } catch (ExecutorsMissingException missing) {
      missing.addSuppressed(failure);
      throw missing;
    }
  }

  /** What a run goes on from after a failure, if it does. */
  private Handover checkpointAfter(Exception failure) throws IOException {
    for (Throwable cause : Causes.chain(failure)) {
      if (cause instanceof TrainingFailedException givenUp) {
        throw givenUp;
      }
    }
    if (rule.of(failure) == FailureKind.DETERMINISTIC) {
      throw new TrainingFailedException(failure, "not retried: it would fail again");
    }
    return Handover.of(newest.read());
  }
}

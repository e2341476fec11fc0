package io.kinespark.spark.evaluate;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.util.LongAccumulator;

/**
 * Waits for a Spark job that scores videos and tells how far it is.
 *
 * @param job the job
 * @param finished videos of the tasks that have ended
 * @param total videos of all tasks
 * @param progress hears of them
 */
record ScoringRun(
    JavaFutureAction<List<VideoOutcome>> job,
    LongAccumulator finished,
    long total,
    ScoringProgress progress) {

  private static final int POLL_SECONDS = 5;

  /**
   * The outcomes of all tasks.
   *
   * @throws ScoringException when a task failed for good, or the wait was interrupted; the job is
   *     cancelled then
   */
  List<VideoOutcome> await() {
    long told = 0;
    while (true) {
      try {
        return job.get(POLL_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        long now = finished.value();
        if (now > told) {
          progress.scored(now, total);
          told = now;
        }
      } catch (InterruptedException e) {
        job.cancel(true);
        Thread.currentThread().interrupt();
        throw new ScoringException("scoring was interrupted and has been cancelled", e);
      } catch (ExecutionException e) {
        throw failure(e);
      }
    }
  }

  /** Says what went wrong in the task rather than what Spark made of it. */
  private static ScoringException failure(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof ScoringException)) {
      cause = cause.getCause();
    }
    return cause instanceof ScoringException scoring
        ? scoring
        : new ScoringException("scoring failed: " + cause.getMessage(), cause);
  }
}

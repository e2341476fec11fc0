package io.kinespark.spark.cluster;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;

/** Waits for Spark jobs on the driver, which has something else to do meanwhile. */
public final class AsyncTasks {
  private static final long POLL_MILLIS = 500;

  private AsyncTasks() {}

  /**
   * The result of a job.
   *
   * @param action the job
   * @param meanwhile is run twice a second, to tell how far the job is
   * @throws TasksFailedException if a task failed for good
   * @throws InterruptedIOException if the wait was interrupted; the job is cancelled then
   */
  public static <T> List<T> await(JavaFutureAction<List<T>> action, Runnable meanwhile)
      throws IOException {
    while (true) {
      try {
        return action.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        meanwhile.run();
      } catch (ExecutionException e) {
        throw new TasksFailedException(reason(e), Causes.root(e));
      } catch (InterruptedException e) {
        action.cancel(true);
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted; the tasks are cancelled");
      }
    }
  }

  /** The message of our own exception on the executor; the rest is Spark's account of it. */
  private static String reason(ExecutionException failure) {
    return Causes.chain(failure).stream()
        .filter(IOException.class::isInstance)
        .map(Throwable::getMessage)
        .findFirst()
        .orElseGet(() -> Causes.root(failure).toString());
  }
}

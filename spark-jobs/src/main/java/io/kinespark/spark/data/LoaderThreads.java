package io.kinespark.spark.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that read and decode ahead of a network, until they are closed. */
public final class LoaderThreads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoaderThreads.class);
  private static final int SILENCE_SECONDS = 10;
  private static final int CLOSE_MINUTES = 3;

  private final String name;
  private final ExecutorService threads;

  /**
   * Starts threads.
   *
   * @param name shown in thread dumps and logs
   * @param count at least 1
   */
  public LoaderThreads(String name, int count) {
    this.name = name;
    this.threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              var thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs a task once a thread is free, tasks in the order in which they come. */
  public <T> Future<T> submit(Callable<T> task) {
    return threads.submit(task);
  }

  /**
   * Waits for a result.
   *
   * @throws IOException when that is what the task threw, or the wait was interrupted
   */
  public static <T> T await(Future<T> result) throws IOException {
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a clip");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new IllegalStateException("a clip could not be loaded: " + cause, cause);
    }
  }

  /**
   * Ends the threads. A decoder in the middle of a video is waited for, so that its memory is
   * freed.
   */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (threads.awaitTermination(SILENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      LOG.warn("{}: still decoding; waiting up to {} min", name, CLOSE_MINUTES);
      if (!threads.awaitTermination(CLOSE_MINUTES, TimeUnit.MINUTES)) {
        LOG.warn("{}: still decoding after {} min; left to end by itself", name, CLOSE_MINUTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.kinespark.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries inputs one after the other, each within bounds of time and memory, and tells all that fail.
 * A try that does not end is left behind, with the stacks of the threads that run.
 */
public final class FuzzRun implements AutoCloseable {
  /** How many times as many inputs are tried as usual. */
  private static final int TIMES = Integer.getInteger("kinespark.fuzz", 1);

  private static final int MOST_FAILURES = 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<AssertionError> failures = new ArrayList<>();
  private final Duration longest;
  private final long bytes;
  private final int bytesPerByte;
  private ExecutorService worker = worker();

  /**
   * A run.
   *
   * @param longest how long one try may take
   * @param bytes that one try may allocate in all threads, garbage included
   * @param bytesPerByte that it may allocate beside, for each byte of its input
   */
  public FuzzRun(Duration longest, long bytes, int bytesPerByte) {
    this.longest = longest;
    this.bytes = bytes;
    this.bytesPerByte = bytesPerByte;
  }

  /** How many inputs to try: the usual number times the system property {@code kinespark.fuzz}. */
  public static int inputs(int usual) {
    return usual * TIMES;
  }

  /** What is tried; whatever it throws is a failure. */
  @FunctionalInterface
  public interface Attempt {
    /** Tries an input. */
    void run() throws Exception;
  }

  /**
   * Tries an input.
   *
   * @param name of the input
   * @param length its bytes
   * @param attempt what is tried
   */
  public void attempt(String name, long length, Attempt attempt) {
    long before = allocated();
    Future<?> result =
        worker.submit(
            () -> {
              attempt.run();
              return null;
            });
    try {
      result.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      fail(new AssertionError(name + ": " + e.getCause(), e.getCause()));
    } catch (TimeoutException e) {
      AssertionError endless = new AssertionError(name + " takes more than " + longest, e);
      running().forEach(endless::addSuppressed);
      fail(endless);
      worker.shutdownNow();
      worker = worker();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    long taken = allocated() - before;
    if (taken > bytes + bytesPerByte * length) {
      fail(new AssertionError("%s of %d bytes takes %d bytes".formatted(name, length, taken)));
    }
  }

  /** Fails if an input did. */
  @Override
  public void close() {
    worker.shutdownNow();
    if (!failures.isEmpty()) {
      AssertionError all = new AssertionError(failures.size() + " inputs fail");
      failures.forEach(all::addSuppressed);
      failures.clear();
      throw all;
    }
  }

  private void fail(AssertionError failure) {
    failures.add(failure);
    if (failures.size() >= MOST_FAILURES) {
      close();
    }
  }

  private long allocated() {
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(taken -> taken > 0)
        .sum();
  }

  private static List<Throwable> running() {
    List<Throwable> running = new ArrayList<>();
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      Thread thread = each.getKey();
      if (thread.getState() == Thread.State.RUNNABLE && thread != Thread.currentThread()) {
        Throwable where = new Throwable("thread " + thread.getName());
        where.setStackTrace(each.getValue());
        running.add(where);
      }
    }
    return running;
  }

  private static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "fuzz");
          thread.setDaemon(true);
          return thread;
        });
  }
}

package io.kinespark.preprocessing.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes calls to file systems that may block for ever, such as opening a file on a mount whose
 * server is gone, which nothing can interrupt. Each is made on a thread of its own. One that does
 * not return in time is left to its thread; how many may be left so at a time is bounded for the
 * process.
 */
public final class StorageWatch {

  /** Calls that may be left waiting unless {@link #allow} says otherwise. */
  public static final int DEFAULT_UNANSWERED = 16;

  private static final long IDLE_SECONDS = 10;

  /** Threads and their count belong to the process, as what they wait for does. */
  private static final StorageWatch SHARED = new StorageWatch();

  private final AtomicInteger named = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile int allowed = DEFAULT_UNANSWERED;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(work, "storage-" + named.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  private StorageWatch() {}

  /**
   * A call to a file system.
   *
   * @param <T> its answer
   */
  @FunctionalInterface
  public interface Call<T> {

    /**
     * Makes the call.
     *
     * @return the answer
     * @throws IOException if the file system fails
     */
    T make() throws IOException;
  }

  /**
   * Sets how many calls may be left waiting in this process; where callers differ, the last one's
   * number holds.
   *
   * @param unanswered at least 1
   */
  public static void allow(int unanswered) {
    if (unanswered < 1) {
      throw new IllegalArgumentException("unanswered must be at least 1: " + unanswered);
    }
    SHARED.allowed = unanswered;
  }

  /**
   * Calls that were left waiting and have not returned.
   *
   * @return how many there are
   */
  public static int unanswered() {
    return SHARED.unanswered.get();
  }

  /**
   * Makes a call.
   *
   * @param <T> its answer
   * @param file the file or folder that it is about
   * @param limit how long to wait
   * @param call what to do; may go on after this has thrown
   * @return the answer, not null
   * @throws NoAnswerException if there is none in time
   * @throws StorageHangsException if too many calls wait for an answer already
   * @throws InterruptedIOException if this thread is interrupted
   * @throws IOException as the call
   */
  public static <T> T call(String file, Duration limit, Call<T> call) throws IOException {
    return call(file, limit, call, () -> {});
  }

  /**
   * Makes a call that holds something open.
   *
   * @param <T> its answer
   * @param file the file or folder that it is about
   * @param limit how long to wait
   * @param call what to do; may go on after this has thrown
   * @param late done when the call returns although nobody waits for it any more
   * @return the answer, not null
   * @throws NoAnswerException if there is none in time
   * @throws StorageHangsException if too many calls wait for an answer already
   * @throws InterruptedIOException if this thread is interrupted
   * @throws IOException as the call
   */
  public static <T> T call(String file, Duration limit, Call<T> call, Late late)
      throws IOException {
    return SHARED.make(file, limit, call, late);
  }

  /** Cleans up after a call that nobody waits for any more. */
  @FunctionalInterface
  public interface Late {

    /**
     * Cleans up.
     *
     * @throws IOException if the file system fails, which is of no interest any more
     */
    void close() throws IOException;
  }

  private <T> T make(String file, Duration limit, Call<T> call, Late late) throws IOException {
    if (unanswered.get() >= allowed) {
      throw hangs(file);
    }
    Pending<T> pending = new Pending<>(call, late);
    threads.execute(pending);
    try {
      if (!pending.await(limit.toNanos())) {
        if (unanswered.get() >= allowed) {
          throw hangs(file);
        }
        throw new NoAnswerException(
            "the file system did not answer within %d ms about %s"
                .formatted(limit.toMillis(), file));
      }
    } catch (InterruptedException e) {
      pending.leave();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for " + file);
    }
    return pending.answer();
  }

  private StorageHangsException hangs(String file) {
    return new StorageHangsException(
        "The storage does not answer: %d calls are waiting (decode.max-unanswered = %d), and %s is not tried; look after the mount or server, and start the job again"
            .formatted(unanswered.get(), allowed, file));
  }

  /** One call, seen from the thread that makes it and from the one that waits. */
  private final class Pending<T> implements Runnable {

    private final Call<T> call;
    private final Late late;
    private Thread thread;
    private boolean done;
    private boolean left;
    private T answer;
    private Throwable thrown;

    Pending(Call<T> call, Late late) {
      this.call = call;
      this.late = late;
    }

    @Override
    public void run() {
      begin();
      T found = null;
      Throwable failure = null;
      try {
        found = call.make();
      } catch (Throwable e) {
        failure = e;
      }
      if (end(found, failure)) {
        return;
      }
      try {
        late.close();
        if (found instanceof AutoCloseable open) {
          open.close();
        }
      } catch (Exception e) {
        // Nobody waits for what was opened.
      } finally {
        unanswered.decrementAndGet();
      }
    }

    private synchronized void begin() {
      thread = Thread.currentThread();
    }

    /** Hands the answer over; false if nobody waits for it. */
    private synchronized boolean end(T found, Throwable failure) {
      // What interrupts a call that was left must not reach the next one.
      Thread.interrupted();
      thread = null;
      done = true;
      answer = found;
      thrown = failure;
      notifyAll();
      return !left;
    }

    synchronized boolean await(long nanos) throws InterruptedException {
      long end = System.nanoTime() + nanos;
      long rest = nanos;
      while (!done && rest > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, rest);
        rest = end - System.nanoTime();
      }
      if (!done) {
        leave();
      }
      return done;
    }

    synchronized void leave() {
      if (!done) {
        left = true;
        unanswered.incrementAndGet();
        if (thread != null) {
          thread.interrupt();
        }
      }
    }

    synchronized T answer() throws IOException {
      if (thrown instanceof IOException e) {
        throw e;
      }
      if (thrown instanceof RuntimeException e) {
        throw e;
      }
      if (thrown instanceof Error e) {
        throw e;
      }
      return answer;
    }
  }
}

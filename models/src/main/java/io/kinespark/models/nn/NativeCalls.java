package io.kinespark.models.nn;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the process from ending under native code. When a process ends, C++ libraries destroy what
 * they share, and a thread that still computes with it crashes the process. From the moment the JVM
 * begins to end, calls that run are waited for, within a limit, and no other begins.
 */
public final class NativeCalls {

  private static final long SILENCE_SECONDS = 3;

  private final String what;
  private final long limitSeconds;
  private final PrintStream err = System.err;
  private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);
  private int running;
  private boolean ending;

  /**
   * A native call.
   *
   * @param <T> its result
   * @param <E> what it throws
   */
  @FunctionalInterface
  public interface Call<T, E extends Exception> {
    /** Makes it. */
    T make() throws E;
  }

  NativeCalls(String what, long limitSeconds) {
    this.what = what;
    this.limitSeconds = limitSeconds;
  }

  /**
   * Calls of this process.
   *
   * @param what what they do, in words, such as {@code what its networks compute}
   * @param limitSeconds how long they are waited for, at most
   */
  public static NativeCalls ofProcess(String what, long limitSeconds) {
    NativeCalls calls = new NativeCalls(what, limitSeconds);
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(calls::end, "end of " + what));
    } catch (IllegalStateException e) {
      calls.refuse();
    }
    return calls;
  }

  /**
   * Makes a call that the process must not end under. Calls may be nested.
   *
   * @throws E if the call does
   * @throws IllegalStateException if the process is ending
   */
  public <T, E extends Exception> T during(Call<T, E> call) throws E {
    int outer = depth.get();
    if (outer == 0) {
      begin();
    }
    depth.set(outer + 1);
    try {
      return call.make();
    } finally {
      depth.set(outer);
      if (outer == 0) {
        leave();
      }
    }
  }

  private synchronized void begin() {
    if (ending) {
      rest();
      throw new IllegalStateException("the process is ending");
    }
    running++;
  }

  /** Keeps a thread that would begin a call from complaining: the process ends meanwhile. */
  private void rest() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
    try {
      for (long left = limitSeconds; left > 0; left = secondsTo(end)) {
        TimeUnit.SECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long secondsTo(long end) {
    return TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime());
  }

  private synchronized void refuse() {
    ending = true;
  }

  private synchronized void leave() {
    running--;
    notifyAll();
  }

  /**
   * Lets no more calls begin, and waits for those that run.
   *
   * @return whether none runs any more
   */
  synchronized boolean end() {
    ending = true;
    long begun = System.nanoTime();
    boolean said = false;
    long waited = 0;
    while (running > 0 && waited < limitSeconds) {
      try {
        TimeUnit.MILLISECONDS.timedWait(this, 200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      waited = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
      if (!said && running > 0 && waited >= SILENCE_SECONDS) {
        err.println("the process ends when " + what + " now is done");
        said = true;
      }
    }
    return running == 0;
  }
}

package io.kinespark.models.training;

import java.util.function.Supplier;

/**
 * Frees native memory when nobody uses it any more: when it is closed, or else when the last call
 * that was begun before has ended, by the thread that made it.
 */
final class UseCount {

  private final String what;
  private final Runnable free;
  private int uses;
  private boolean closed;

  /**
   * Memory that is in no use yet.
   *
   * @param what whose it is, in words
   * @param free frees it
   */
  UseCount(String what, Runnable free) {
    this.what = what;
    this.free = free;
  }

  /**
   * Uses the memory.
   *
   * @throws IllegalStateException if it is closed
   */
  <T> T during(Supplier<T> call) {
    begin();
    try {
      return call.get();
    } finally {
      end();
    }
  }

  /** Uses the memory. */
  void during(Runnable call) {
    during(
        () -> {
          call.run();
          return Boolean.TRUE;
        });
  }

  private synchronized void begin() {
    if (closed) {
      throw new IllegalStateException(what + " is closed");
    }
    uses++;
  }

  private void end() {
    boolean last;
    synchronized (this) {
      uses--;
      last = closed && uses == 0;
    }
    if (last) {
      free.run();
    }
  }

  /** Closes it; closing twice does nothing more. */
  void close() {
    boolean unused;
    synchronized (this) {
      unused = !closed && uses == 0;
      closed = true;
    }
    if (unused) {
      free.run();
    }
  }
}

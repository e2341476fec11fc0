package io.kinespark.spark.storage;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Waiting between two looks at a file system. */
public final class Pause {
  private Pause() {}

  /**
   * Waits.
   *
   * @param time for how long
   * @param doing what the wait is part of, for the message: {@code while reading a checkpoint}
   * @throws InterruptedIOException if the thread is interrupted, which it remains
   */
  public static void of(Duration time, String doing) throws InterruptedIOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted " + doing);
    }
  }
}

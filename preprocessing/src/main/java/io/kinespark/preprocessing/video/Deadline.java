package io.kinespark.preprocessing.video;

import java.io.InterruptedIOException;
import java.time.Duration;

/** The time by which work on one video must be done. */
final class Deadline {

  private final String video;
  private final Duration limit;
  private final long endNanos;

  private Deadline(String video, Duration limit, Duration spent) {
    this.video = video;
    this.limit = limit;
    this.endNanos = System.nanoTime() + limit.minus(spent).toNanos();
  }

  static Deadline after(Duration limit, String video) {
    return new Deadline(video, limit, Duration.ZERO);
  }

  /** The deadline of work on a file that was opened just now. */
  static Deadline after(Duration limit, VideoInput input) {
    return new Deadline(input.name(), limit, input.openingTime());
  }

  /** What is left of the time, not below nought. */
  Duration rest() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /** Tells whether the time is up, or the work's thread was interrupted. */
  boolean isOver() {
    return Thread.currentThread().isInterrupted() || System.nanoTime() - endNanos > 0;
  }

  /**
   * Stops work that took too long or whose thread was interrupted, as Spark does to a killed task.
   */
  void check() throws VideoRejectedException, InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("Interrupted while decoding " + video);
    }
    if (isOver()) {
      throw new VideoRejectedException(
          RejectReason.DEADLINE, video, "not decoded within " + limit.toMillis() + " ms");
    }
  }
}

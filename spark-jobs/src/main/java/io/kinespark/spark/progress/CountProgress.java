package io.kinespark.spark.progress;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Progress of work that is counted in equal things, such as videos: a plain line every so often,
 * with the rate and the time left. Used by one thread.
 */
public final class CountProgress {
  private final PrintWriter out;
  private final String task;
  private final String things;
  private final long total;
  private final Duration interval;
  private final Clock clock;
  private final Instant started;
  private Instant nextLine;

  /**
   * Begins to measure time.
   *
   * @param out where lines go
   * @param task what is done, the beginning of every line
   * @param things what is counted, in the plural
   * @param total how many there are
   * @param interval time between two lines
   * @param clock tells the time
   */
  public CountProgress(
      PrintWriter out, String task, String things, long total, Duration interval, Clock clock) {
    this.out = out;
    this.task = task;
    this.things = things;
    this.total = total;
    this.interval = interval;
    this.clock = clock;
    this.started = clock.instant();
    this.nextLine = started.plus(interval);
  }

  /**
   * Says how far the work is, if it is time for a line and there is something to say.
   *
   * @param done how many things are done; work that was done twice may count twice
   */
  public void update(long done) {
    Instant now = clock.instant();
    if (done < 1 || now.isBefore(nextLine)) {
      return;
    }
    nextLine = now.plus(interval);
    double rate = done / (Duration.between(started, now).toMillis() / 1000.0);
    long left = Math.round(Math.max(0, total - done) / rate);
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %d of %d %s | %.1f %s/s | %s left",
            task,
            Math.min(done, total),
            total,
            things,
            rate,
            things,
            ProgressText.duration(Duration.ofSeconds(left))));
    out.flush();
  }

  /** The time since the beginning, such as {@code 1:05}. */
  public String elapsed() {
    return ProgressText.duration(Duration.between(started, clock.instant()));
  }
}

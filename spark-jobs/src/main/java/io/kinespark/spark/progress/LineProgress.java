package io.kinespark.spark.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Progress for log files: one plain line per interval and one per epoch. */
final class LineProgress implements TrainingProgress {
  private final PrintStream out;
  private final RunLength plan;
  private final Duration interval;
  private final Clock clock;
  private final Instant started;
  private Instant nextLine;

  LineProgress(PrintStream out, RunLength plan, Duration interval, Clock clock) {
    this.out = out;
    this.plan = plan;
    this.interval = interval;
    this.clock = clock;
    this.started = clock.instant();
    this.nextLine = started;
  }

  @Override
  public void iteration(IterationRecord step) {
    Instant now = clock.instant();
    if (now.isBefore(nextLine)) {
      return;
    }
    nextLine = now.plus(interval);
    String left =
        plan.timeLeft(step.iteration(), Duration.between(started, now))
            .map(time -> " | " + ProgressText.duration(time) + " left")
            .orElse("");
    out.println(
        String.format(
            Locale.ROOT,
            "Epoch %d/%d, iteration %d/%d: %s%s",
            step.epoch(),
            plan.epochs(),
            step.iteration(),
            plan.iterations(),
            ProgressText.measures(step),
            left));
  }

  @Override
  public void epoch(EpochRecord epoch) {
    out.println(ProgressText.epoch(epoch, plan));
  }

  @Override
  public void close() {
    out.flush();
  }
}

package io.kinespark.spark.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress for terminals: a bar per epoch, with the measures of the newest step behind it and a
 * line left per epoch.
 */
final class BarProgress implements TrainingProgress {
  private static final int COLUMNS = 120;
  private static final int REDRAW_MILLIS = 500;

  private final PrintStream out;
  private final TrainingPlan plan;
  private final Clock clock;
  private final Instant started;
  private Optional<ProgressBar> bar = Optional.empty();

  BarProgress(PrintStream out, TrainingPlan plan, Clock clock) {
    this.out = out;
    this.plan = plan;
    this.clock = clock;
    this.started = clock.instant();
  }

  @Override
  public void iteration(IterationRecord step) {
    ProgressBar current = bar.orElseGet(() -> open(step.epoch()));
    bar = Optional.of(current);
    String left =
        plan.timeLeft(step.iteration(), Duration.between(started, clock.instant()))
            .map(time -> " | " + ProgressText.duration(time) + " left")
            .orElse("");
    current.setExtraMessage(" " + ProgressText.measures(step) + left);
    current.stepTo(step.iteration() - (step.epoch() - 1) * plan.iterationsPerEpoch());
  }

  private ProgressBar open(int epoch) {
    return new ProgressBarBuilder()
        .setTaskName("Epoch " + epoch + "/" + plan.epochs())
        .setInitialMax(plan.iterationsPerEpoch())
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .setMaxRenderedLength(COLUMNS)
        .setConsumer(new ConsoleProgressBarConsumer(out, COLUMNS))
        .hideEta()
        .build();
  }

  @Override
  public void epoch(EpochRecord epoch) {
    close();
    out.println(ProgressText.epoch(epoch, plan));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}

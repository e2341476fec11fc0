package io.kinespark.spark.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress for terminals: a bar per epoch, with the measures of the newest step behind it and a
 * line left per epoch.
 */
final class BarProgress implements TrainingProgress {
  private static final int REDRAW_MILLIS = 500;

  private final Supplier<ProgressBarConsumer> console;
  private final PrintStream out;
  private final RunLength plan;
  private final Clock clock;
  private final Instant started;
  private Optional<ProgressBar> bar = Optional.empty();

  /**
   * A display.
   *
   * @param console makes the place where the bar of one epoch is drawn
   * @param out where whole lines go, the same terminal
   */
  BarProgress(Supplier<ProgressBarConsumer> console, PrintStream out, RunLength plan, Clock clock) {
    this.console = console;
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
        .setConsumer(console.get())
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

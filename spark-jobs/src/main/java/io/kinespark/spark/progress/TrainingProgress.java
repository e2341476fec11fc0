package io.kinespark.spark.progress;

import io.kinespark.spark.terminal.Terminal;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * What a person sees of a training run: a bar on a terminal, or a plain line every so often where
 * the output goes to a file.
 *
 * <p>Used by the driver's training loop alone; not thread-safe.
 */
public sealed interface TrainingProgress extends AutoCloseable permits BarProgress, LineProgress {
  /** Shows a step that was taken. */
  void iteration(IterationRecord step);

  /** Shows an epoch that ended; always printed in full. */
  void epoch(EpochRecord epoch);

  /** Ends the display and leaves the terminal on a fresh line. */
  @Override
  void close();

  /**
   * A bar if this process has a terminal ({@code System.console()}) that can redraw a line,
   * otherwise a line every half minute.
   *
   * @param err where lines go, as a rule {@code System.err}; a bar is drawn on the terminal itself
   * @param plan how much there is to do
   */
  @SuppressWarnings(
      "SystemConsoleNull") // The build is held to JDK 17, where null means that there is no
  // terminal.
  static TrainingProgress on(PrintStream err, RunLength plan) {
    boolean canRedraw = System.console() != null && !"dumb".equals(System.getenv("TERM"));
    return canRedraw ? bar(Terminal.drawing(), plan) : lines(err, plan, Duration.ofSeconds(30));
  }

  /** A bar that is redrawn in place and as wide as the terminal. */
  static TrainingProgress bar(PrintStream err, RunLength plan) {
    return new BarProgress(() -> new ConsoleProgressBarConsumer(err), err, plan, Clock.systemUTC());
  }

  /**
   * Plain lines.
   *
   * @param interval at least this long between two lines of one epoch
   */
  static TrainingProgress lines(PrintStream err, RunLength plan, Duration interval) {
    return new LineProgress(err, plan, interval, Clock.systemUTC());
  }
}

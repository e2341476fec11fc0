package io.kinespark.spark.train;

import io.kinespark.spark.progress.EpochRecord;
import io.kinespark.spark.progress.IterationRecord;
import io.kinespark.spark.progress.JsonLinesLog;
import io.kinespark.spark.progress.ScalarWriter;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log and the scalars of a run, new files for each attempt. Neither may end the run: where they
 * cannot be written, which is said, they are left out until the next epoch ends.
 */
final class RunJournal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);

  /** Opens the log of an attempt that goes on after some iterations. */
  @FunctionalInterface
  interface LogOpener {
    JsonLinesLog open(long resumedAfter) throws IOException;
  }

  /** Opens the scalars of an attempt. */
  @FunctionalInterface
  interface ScalarOpener {
    ScalarWriter open() throws IOException;
  }

  private interface Writing {
    void run() throws IOException;
  }

  private final LogOpener logs;
  private final ScalarOpener curves;
  private Optional<JsonLinesLog> log = Optional.empty();
  private Optional<ScalarWriter> scalars = Optional.empty();

  RunJournal(LogOpener logs, ScalarOpener curves) {
    this.logs = logs;
    this.curves = curves;
  }

  /** Begins the files of an attempt that goes on after some iterations. */
  void begin(long iterations) {
    close();
    attempt(
        () -> {
          log = Optional.of(logs.open(iterations));
          scalars = Optional.of(curves.open());
        });
  }

  private boolean isOpen() {
    return log.isPresent() && scalars.isPresent();
  }

  void iteration(IterationRecord line, double gradientNorm) {
    if (isOpen()) {
      attempt(
          () -> {
            log.orElseThrow().append(line);
            scalars.orElseThrow().iteration(line);
            scalars.orElseThrow().scalar("train/gradient-norm", gradientNorm, line.iteration());
          });
    }
  }

  void epoch(EpochRecord record) {
    if (!isOpen()) {
      begin(record.iteration());
    }
    if (isOpen()) {
      attempt(
          () -> {
            log.orElseThrow().append(record);
            scalars.orElseThrow().epoch(record);
          });
    }
  }

  private void attempt(Writing writing) {
    try {
      writing.run();
    } catch (IOException | FSError e) {
      LOG.warn(
          "{} and the TensorBoard scalars cannot be written and lack what comes until the next"
              + " epoch ends: {}",
          log.map(open -> open.file().toString()).orElse("the training log"),
          e.getMessage());
      close();
    }
  }

  /** Ends the files; what cannot be written any more is said. */
  @Override
  public void close() {
    Optional<JsonLinesLog> lines = log;
    Optional<ScalarWriter> points = scalars;
    log = Optional.empty();
    scalars = Optional.empty();
    lines.ifPresent(RunJournal::close);
    points.ifPresent(RunJournal::close);
  }

  private static void close(AutoCloseable file) {
    try {
      file.close();
    } catch (Exception | FSError e) {
      LOG.warn("the end of a log cannot be written: {}", e.getMessage());
    }
  }
}

package io.kinespark.spark.train;

import io.kinespark.spark.progress.EpochRecord;
import io.kinespark.spark.progress.IterationRecord;
import io.kinespark.spark.progress.OptionalParts;
import io.kinespark.spark.progress.SteadyLog;
import io.kinespark.spark.progress.SteadyScalars;
import java.util.Optional;

/**
 * The log and the scalars of a run, new files for each attempt. Neither may end the run or the
 * other: where one cannot be written, which is said once, it is left out until the next epoch ends.
 */
final class RunJournal implements AutoCloseable {

  private final SteadyLog.Opener logs;
  private final SteadyScalars.Opener curves;
  private final OptionalParts parts;
  private Optional<SteadyLog> log = Optional.empty();
  private Optional<SteadyScalars> scalars = Optional.empty();

  RunJournal(SteadyLog.Opener logs, SteadyScalars.Opener curves, OptionalParts parts) {
    this.logs = logs;
    this.curves = curves;
    this.parts = parts;
  }

  /** Begins the files of an attempt that goes on after some iterations. */
  void begin(long iterations) {
    close();
    log = Optional.of(new SteadyLog(logs, iterations, parts));
    scalars = Optional.of(new SteadyScalars(curves, parts));
  }

  void iteration(IterationRecord line, double gradientNorm) {
    log.ifPresent(open -> open.append(line));
    scalars.ifPresent(open -> open.iteration(line));
    scalars.ifPresent(open -> open.scalar("train/gradient-norm", gradientNorm, line.iteration()));
  }

  void epoch(EpochRecord record) {
    log.ifPresent(open -> open.append(record));
    scalars.ifPresent(open -> open.epoch(record));
  }

  /** Ends the files. */
  @Override
  public void close() {
    log.ifPresent(SteadyLog::close);
    scalars.ifPresent(SteadyScalars::close);
    log = Optional.empty();
    scalars = Optional.empty();
  }
}

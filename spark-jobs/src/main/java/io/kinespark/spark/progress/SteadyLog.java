package io.kinespark.spark.progress;

import java.io.IOException;
import java.util.Optional;

/**
 * A training log that never ends training: a failure is said once, records that cannot be written
 * are lost, and at the end of every epoch a new file is tried, which goes on after the last record
 * that was written.
 *
 * <p>Not thread-safe: the driver's training loop writes it.
 */
public final class SteadyLog implements RecordLog {
  private static final String NAME = "complete training log";

  private final Opener opener;
  private final OptionalParts parts;
  private Optional<RecordLog> open = Optional.empty();
  private long written;

  /** Opens the log of an attempt that goes on after some iterations. */
  @FunctionalInterface
  public interface Opener {
    /** Begins a file. */
    RecordLog open(long resumedAfter) throws IOException;
  }

  /**
   * A log that is begun at once.
   *
   * @param opener makes its files
   * @param resumedAfter optimizer steps that were taken before
   * @param parts where a failure is said
   */
  public SteadyLog(Opener opener, long resumedAfter, OptionalParts parts) {
    this.opener = opener;
    this.parts = parts;
    this.written = resumedAfter;
    reopen();
  }

  @Override
  public void append(TrainingRecord record) {
    if (open.isEmpty() && record instanceof EpochRecord) {
      reopen();
    }
    if (open.isPresent()) {
      if (parts.attempt(NAME, () -> open.get().append(record))) {
        written = record.iteration();
      } else {
        close();
      }
    }
  }

  private void reopen() {
    open = parts.get(NAME, Optional.empty(), () -> Optional.of(opener.open(written)));
  }

  @Override
  public void close() {
    open.ifPresent(log -> parts.attempt(NAME, log::close));
    open = Optional.empty();
  }
}

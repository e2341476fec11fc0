package io.kinespark.spark.progress;

import java.io.IOException;
import java.util.Optional;

/**
 * Scalars that never end training: a failure is said once, points that cannot be written are lost,
 * and at the end of every epoch a new file is tried.
 *
 * <p>Not thread-safe: the driver's training loop writes it.
 */
public final class SteadyScalars implements ScalarWriter {
  private static final String NAME = "complete TensorBoard file";

  private final Opener opener;
  private final OptionalParts parts;
  private Optional<ScalarWriter> open = Optional.empty();

  /** Opens a file of scalars. */
  @FunctionalInterface
  public interface Opener {
    /** Begins a file. */
    ScalarWriter open() throws IOException;
  }

  /**
   * Scalars whose first file is begun at once.
   *
   * @param opener makes the files
   * @param parts where a failure is said
   */
  public SteadyScalars(Opener opener, OptionalParts parts) {
    this.opener = opener;
    this.parts = parts;
    reopen();
  }

  @Override
  public void scalar(String tag, double value, long step) {
    write(scalars -> scalars.scalar(tag, value, step));
  }

  @Override
  public void iteration(IterationRecord step) {
    write(scalars -> scalars.iteration(step));
  }

  @Override
  public void epoch(EpochRecord epoch) {
    if (open.isEmpty()) {
      reopen();
    }
    write(scalars -> scalars.epoch(epoch));
  }

  private interface Points {
    void writeTo(ScalarWriter scalars) throws IOException;
  }

  private void write(Points points) {
    if (open.isPresent() && !parts.attempt(NAME, () -> points.writeTo(open.get()))) {
      close();
    }
  }

  private void reopen() {
    open = parts.get(NAME, Optional.empty(), () -> Optional.of(opener.open()));
  }

  @Override
  public void close() {
    open.ifPresent(scalars -> parts.attempt(NAME, scalars::close));
    open = Optional.empty();
  }
}

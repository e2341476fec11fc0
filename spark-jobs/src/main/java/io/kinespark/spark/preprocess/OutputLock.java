package io.kinespark.spark.preprocess;

import io.kinespark.spark.storage.WholeFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second job off an output folder. The lock is a file in it that says who holds it and is
 * written again every few seconds. A job that was killed leaves its file behind: it is taken over
 * at once where the holder was a process of this machine that is gone, and otherwise when the file
 * has not changed for a while.
 */
final class OutputLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputLock.class);
  private static final String NAME = ".lock";
  private static final int READS = 50;
  private static final long BETWEEN_READS_MILLIS = 10;

  /** How often a lock is written again and how long it may be silent. */
  record Pace(Duration beat, Duration silence) {
    static final Pace NORMAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  private final FileSystem files;
  private final Path file;
  private final LockHolder holder;
  private final ScheduledExecutorService heart;
  private ScheduledFuture<?> beating;
  private long beats;

  private OutputLock(FileSystem files, Path file, LockHolder holder) {
    this.files = files;
    this.file = file;
    this.holder = holder;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "output-lock");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Locks a folder.
   *
   * @param files its file system
   * @param folder the folder; it is made
   * @param pace of the lock's life
   * @throws PreprocessException if another job is at work in it
   * @throws IOException if the lock cannot be written
   */
  static OutputLock acquire(FileSystem files, Path folder, Pace pace) throws IOException {
    Path file = new Path(folder, NAME);
    OutputLock lock = new OutputLock(files, file, LockHolder.thisProcess());
    try {
      while (!lock.create()) {
        lock.takeOver(pace);
      }
      // Not every file system creates a file for one of two at a time only.
      lock.check();
    } catch (IOException | RuntimeException e) {
      lock.heart.shutdownNow();
      throw e;
    }
    long millis = pace.beat().toMillis();
    lock.beating =
        lock.heart.scheduleWithFixedDelay(lock::beat, millis, millis, TimeUnit.MILLISECONDS);
    return lock;
  }

  /** Tells whether a file of the folder is its lock. */
  static boolean isLock(Path file) {
    return file.getName().equals(NAME);
  }

  private boolean create() throws IOException {
    try {
      write(false);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException | FSError e) {
      if (files.exists(file)) {
        return false;
      }
      throw WholeFiles.failure(file, e);
    }
  }

  private void write(boolean overwrite) throws IOException {
    try (OutputStream out = files.create(file, overwrite)) {
      out.write((holder.text() + beats++).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Deletes a lock whose holder is gone. */
  private void takeOver(Pace pace) throws IOException {
    Optional<String> first = read();
    Optional<LockHolder> other = first.flatMap(LockHolder::parse);
    if (other.isEmpty() || !other.get().isGoneFromHere()) {
      waitForBeat(first, pace.silence());
    }
    LOG.warn(
        "{} was left behind by {}, which is gone; its work is continued",
        file,
        other.map(LockHolder::toString).orElse("a job"));
    files.delete(file, false);
  }

  private void waitForBeat(Optional<String> first, Duration silence) throws IOException {
    LOG.warn("{} exists; waiting {} s for a sign of its holder", file, silence.toSeconds());
    long end = System.nanoTime() + silence.toNanos();
    while (System.nanoTime() - end < 0) {
      sleep(Math.max(1, silence.toMillis() / 30));
      Optional<String> now = read();
      if (now.isEmpty()) {
        return;
      }
      if (!now.equals(first)) {
        throw new PreprocessException(
            "%s is being written by %s; wait until it is done, or choose another preprocess.output"
                .formatted(file.getParent(), holderInWords()));
      }
    }
  }

  /** Its text may be half written at any one moment. */
  private String holderInWords() throws IOException {
    Optional<LockHolder> found = read().flatMap(LockHolder::parse);
    for (int again = 0; found.isEmpty() && again < READS; again++) {
      sleep(BETWEEN_READS_MILLIS);
      found = read().flatMap(LockHolder::parse);
    }
    return found.map(LockHolder::toString).orElse("another job");
  }

  private static void sleep(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for another job's lock");
    }
  }

  private Optional<String> read() throws IOException {
    if (!files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = files.open(file)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It is just being written: its holder lives, and the text differs from any other.
      return Optional.of("read at " + System.nanoTime() + ": " + e.getMessage());
    }
  }

  private void beat() {
    try {
      check();
      write(true);
    } catch (IOException | FSError e) {
      LOG.warn("{} cannot be renewed: {}", file, e.getMessage());
    }
  }

  /**
   * Checks that the lock is still this job's.
   *
   * @throws PreprocessException if another job has taken it
   */
  void check() throws IOException {
    Optional<LockHolder> found = read().flatMap(LockHolder::parse);
    if (found.isPresent() && !found.get().equals(holder)) {
      throw new PreprocessException(
          "%s was taken over by %s, since this job gave no sign of life; start this job again when that one is done"
              .formatted(file.getParent(), found.get()));
    }
  }

  @Override
  public void close() throws IOException {
    beating.cancel(false);
    heart.shutdown();
    try {
      heart.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (read().flatMap(LockHolder::parse).filter(holder::equals).isPresent()) {
      files.delete(file, false);
    }
  }
}

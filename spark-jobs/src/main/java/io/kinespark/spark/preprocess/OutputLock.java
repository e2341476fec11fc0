package io.kinespark.spark.preprocess;

import io.kinespark.spark.checkpoint.Digests;
import io.kinespark.spark.storage.WholeFiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second job off an output folder. The lock is a file in it that says who holds it and is
 * written again every few seconds. A job that was killed leaves its file behind: it is taken over
 * at once where the holder was a process of this machine that is gone, and otherwise when the file
 * has not changed for a while. A job that is asked to end, by a signal, gives its lock back.
 *
 * <p>Of jobs that are started at the same moment one gets the lock, and of those that find a lock
 * that was left behind one takes it over: both are decided by who creates a file. Where creating
 * does not decide it, as in object stores, a job waits for half a beat and then looks whether the
 * file is still its own; if another one's request took longer than that to arrive, both go on, and
 * the one whose name was overwritten ends before it publishes.
 */
final class OutputLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputLock.class);
  private static final String NAME = ".lock";
  private static final int READS = 50;
  private static final long BETWEEN_READS_MILLIS = 10;

  /** After Spark's own hook, which ends the tasks, and before Hadoop's, which closes the files. */
  private static final int HOOK_PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 10;

  /** How often a lock is written again and how long it may be silent. */
  record Pace(Duration beat, Duration silence) {
    static final Pace NORMAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  private final LockFile file;
  private final LockHolder holder;
  private final ScheduledExecutorService heart;
  private final Runnable hook = this::releaseAtExit;
  private ScheduledFuture<?> beating;
  private long beats;

  private OutputLock(LockFile file, LockHolder holder) {
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
    LockFile file = LockFile.in(files, folder, NAME);
    OutputLock lock = new OutputLock(file, LockHolder.thisProcess());
    try {
      while (!file.create(lock.text()) && !lock.takeOver(pace)) {
        sleep(BETWEEN_READS_MILLIS);
      }
      if (!file.createdByOneOnly()) {
        sleep(pace.beat().toMillis() / 2);
        lock.requireWon();
      }
    } catch (IOException | RuntimeException e) {
      lock.heart.shutdownNow();
      throw e;
    }
    lock.start(pace);
    return lock;
  }

  private void start(Pace pace) {
    long millis = pace.beat().toMillis();
    beating = heart.scheduleWithFixedDelay(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    ShutdownHookManager.get().addShutdownHook(hook, HOOK_PRIORITY);
  }

  /** Tells whether a file of the folder is its lock. */
  static boolean isLock(Path file) {
    return file.getName().equals(NAME);
  }

  private String text() {
    return holder.text() + beats++;
  }

  private void requireWon() throws IOException {
    Optional<LockHolder> winner = file.read().flatMap(LockHolder::parse);
    if (!winner.equals(Optional.of(holder))) {
      throw atWork(winner.map(LockHolder::toString).orElse("another job"));
    }
  }

  private PreprocessException atWork(String other) {
    return new PreprocessException(
        "%s is being written by %s; wait until it is done, or choose another preprocess.output"
            .formatted(file.path().getParent(), other));
  }

  /**
   * Takes over a lock whose holder is gone. Who is to do so is decided by a second file, named
   * after what the first one says: it gets the new holder's text only while it says that.
   *
   * @return whether it was taken over; if not, there may be no lock any more
   * @throws PreprocessException if its holder is at work
   */
  private boolean takeOver(Pace pace) throws IOException {
    Optional<String> left = file.read();
    if (left.isEmpty()) {
      return false;
    }
    Optional<LockHolder> other = left.flatMap(LockHolder::parse);
    if (other.isEmpty() || !other.get().isGoneFromHere()) {
      LOG.warn("{} exists; waiting {} s for a sign of its holder", file.path(), seconds(pace));
      Optional<String> now = afterSilence(file, left, pace);
      if (now.isEmpty()) {
        return false;
      }
      if (!now.equals(left)) {
        throw atWork(holderInWords());
      }
    }
    LockFile heir = heir(left.get());
    if (!heir.create(text())) {
      // Another job is just taking over, unless it has died over that.
      Optional<String> making = heir.read();
      if (making.isPresent() && afterSilence(heir, making, pace).equals(making)) {
        heir.delete();
      }
      return false;
    }
    try {
      if (!file.read().equals(left)) {
        return false;
      }
      LOG.warn(
          "{} was left behind by {}, which is gone; its work is continued",
          file.path(),
          other.map(LockHolder::toString).orElse("a job"));
      file.replace(text());
      return true;
    } finally {
      heir.delete();
    }
  }

  private LockFile heir(String left) {
    String digest = Digests.sha256(left).substring(0, 16);
    return file.beside(WholeFiles.unfinished(file.path(), digest).getName());
  }

  private static long seconds(Pace pace) {
    return pace.silence().toSeconds();
  }

  /** What a file says as soon as that is not the same any more, or after a while. */
  private static Optional<String> afterSilence(LockFile file, Optional<String> first, Pace pace)
      throws IOException {
    long end = System.nanoTime() + pace.silence().toNanos();
    Optional<String> now = first;
    while (now.equals(first) && System.nanoTime() - end < 0) {
      sleep(Math.max(1, pace.silence().toMillis() / 30));
      now = file.read();
    }
    return now;
  }

  /** Its text may be half written at any one moment. */
  private String holderInWords() throws IOException {
    Optional<LockHolder> found = file.read().flatMap(LockHolder::parse);
    for (int again = 0; found.isEmpty() && again < READS; again++) {
      sleep(BETWEEN_READS_MILLIS);
      found = file.read().flatMap(LockHolder::parse);
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

  private void beat() {
    try {
      check();
      file.replace(text());
    } catch (IOException e) {
      LOG.warn("{} cannot be renewed: {}", file.path(), e.getMessage());
    }
  }

  /**
   * Checks that the lock is still this job's.
   *
   * @throws PreprocessException if another job has taken it
   */
  void check() throws IOException {
    Optional<LockHolder> found = file.read().flatMap(LockHolder::parse);
    if (found.isPresent() && !found.get().equals(holder)) {
      throw new PreprocessException(
          "%s was taken over by %s, since this job gave no sign of life; start this job again when that one is done"
              .formatted(file.path().getParent(), found.get()));
    }
  }

  @Override
  public void close() throws IOException {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
    release();
  }

  private void releaseAtExit() {
    try {
      release();
    } catch (IOException e) {
      LOG.warn("{} stays: {}", file.path(), e.getMessage());
    }
  }

  private synchronized void release() throws IOException {
    beating.cancel(false);
    heart.shutdown();
    try {
      heart.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (file.read().flatMap(LockHolder::parse).filter(holder::equals).isPresent()) {
      file.delete();
    }
  }
}

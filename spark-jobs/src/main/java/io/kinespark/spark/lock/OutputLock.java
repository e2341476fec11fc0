package io.kinespark.spark.lock;

import io.kinespark.spark.lock.LockFolder.Claim;
import io.kinespark.spark.storage.Pause;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second job off an output folder. A job puts a file of its own into the folder {@code
 * .lock} of the output, looks who else is there, and holds the output as soon as nobody is. It
 * gives way to one that holds it and to one that asked before it, and waits for those that asked
 * after it to give way. Of two jobs the one that looks last sees the other, whatever the file
 * system, so that never both hold the output.
 *
 * <p>A job gives a sign of life every few seconds. One that was killed leaves its file behind,
 * which is deleted at once if its process can be seen from here to be gone, and otherwise after a
 * silence. A job that is asked to end, by a signal, gives its lock back.
 */
public final class OutputLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputLock.class);
  private static final int LOOKS_PER_SILENCE = 100;
  private static final int LOOKS_UNSAID = 5;
  private static final long LAST_BEAT_MILLIS = 60_000;

  /** After Spark's own hook, which ends the tasks, and before Hadoop's, which closes the files. */
  private static final int HOOK_PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 10;

  /**
   * The pace of a lock's life.
   *
   * @param beat between two signs of life
   * @param silence after which a job whose process cannot be seen is taken to be gone
   */
  record Pace(Duration beat, Duration silence) {
    static final Pace NORMAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  /** Another claim as it was first seen. */
  private record Sighting(long changed, long nanos) {}

  private final LockFolder folder;
  private final LockHolder holder;
  private final String key;
  private final Pace pace;
  private final String claim;
  private final Map<String, Sighting> sightings = new HashMap<>();
  private final Thread heart;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Runnable hook = this::releaseAtExit;

  private OutputLock(LockFolder folder, LockHolder holder, String key, Pace pace)
      throws IOException {
    this.folder = folder;
    this.holder = holder;
    this.key = key;
    this.pace = pace;
    this.claim = folder.claim(holder);
    this.heart = new Thread(this::live, "output-lock");
    heart.setDaemon(true);
  }

  /**
   * Locks an output.
   *
   * @param files its file system
   * @param output the folder; it is made
   * @param key the setting that names it, for messages
   * @throws OutputLockedException if another job is at work in it
   * @throws IOException if the lock cannot be written
   */
  public static OutputLock acquire(FileSystem files, Path output, String key) throws IOException {
    return acquire(files, output, key, Pace.NORMAL, LockHolder.here());
  }

  static OutputLock acquire(FileSystem files, Path output, String key, Pace pace, LockHolder holder)
      throws IOException {
    OutputLock lock = new OutputLock(LockFolder.in(files, output), holder, key, pace);
    lock.start();
    try {
      lock.awaitTurn();
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Tells whether a file of an output is its lock. */
  public static boolean isLock(Path file) {
    return file.getName().equals(LockFolder.NAME);
  }

  private void start() {
    heart.start();
    ShutdownHookManager.get().addShutdownHook(hook, HOOK_PRIORITY);
  }

  private void awaitTurn() throws IOException {
    for (int looks = 1; !alone(); looks++) {
      if (looks == LOOKS_UNSAID) {
        LOG.warn(
            "{} has a lock; waiting up to {} s for a sign of its holder",
            folder.output(),
            pace.silence().toSeconds());
      }
      sleep();
    }
    folder.hold(claim);
    check();
  }

  /**
   * Looks at all other claims and deletes those that were left behind.
   *
   * @throws OutputLockedException if one comes before this one
   */
  private boolean alone() throws IOException {
    boolean alone = true;
    for (Claim other : folder.claims()) {
      if (other.name().equals(claim)) {
        continue;
      }
      Optional<LockHolder> whose = folder.holder(other.name());
      switch (state(other, whose)) {
        case GONE -> takeOver(other, whose);
        case RUNNING -> {
          if (other.held() || other.name().compareTo(claim) < 0) {
            throw new OutputLockedException(
                "%s is being written by %s; wait until it is done, or choose another %s"
                    .formatted(folder.output(), inWords(whose), key));
          }
          alone = false;
        }
        case UNKNOWN -> alone = false;
      }
    }
    return alone;
  }

  private ProcessKey.State state(Claim other, Optional<LockHolder> whose) {
    ProcessKey.State seen = whose.map(job -> job.seenBy(holder)).orElse(ProcessKey.State.UNKNOWN);
    if (seen != ProcessKey.State.UNKNOWN) {
      return seen;
    }
    long now = System.nanoTime();
    Sighting first =
        sightings.computeIfAbsent(other.name(), name -> new Sighting(other.changed(), now));
    if (other.changed() != first.changed()) {
      return ProcessKey.State.RUNNING;
    }
    return now - first.nanos() < pace.silence().toNanos()
        ? ProcessKey.State.UNKNOWN
        : ProcessKey.State.GONE;
  }

  private void takeOver(Claim left, Optional<LockHolder> whose) throws IOException {
    folder.remove(left.name());
    if (left.held()) {
      LOG.warn(
          "{} was left behind by {}, which is gone; this job takes it over",
          folder.output(),
          inWords(whose));
    }
  }

  private static String inWords(Optional<LockHolder> job) {
    return job.map(LockHolder::toString).orElse("another job");
  }

  private void sleep() throws InterruptedIOException {
    Pause.of(
        Duration.ofMillis(Math.max(1, pace.silence().toMillis() / LOOKS_PER_SILENCE)),
        "while waiting for another job's lock");
  }

  private void live() {
    try {
      while (!done.await(pace.beat().toMillis(), TimeUnit.MILLISECONDS)) {
        beat();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      folder.beat(claim, holder);
    } catch (FileNotFoundException e) {
      LOG.debug("{} has lost its lock, which its next check says", folder.output());
    } catch (IOException | FSError e) {
      LOG.warn("the lock of {} cannot be renewed: {}", folder.output(), e.getMessage());
    }
  }

  /**
   * Checks that the lock is still this job's, which is to be done before anything is published or
   * deleted.
   *
   * @throws OutputLockedException if another job has taken the output over
   * @throws IOException if the file system does not tell
   */
  public void check() throws IOException {
    List<Claim> claims = folder.claims();
    boolean own = claims.stream().anyMatch(each -> each.name().equals(claim));
    Optional<Claim> other =
        claims.stream()
            .filter(each -> each.held() && !each.name().equals(claim))
            .filter(each -> !own || each.name().compareTo(claim) < 0)
            .findFirst();
    if (other.isPresent()) {
      throw new OutputLockedException(
          "%s was taken over by %s, since this job gave no sign of life; start this job again when that one is done"
              .formatted(folder.output(), inWords(folder.holder(other.get().name()))));
    }
    if (!own) {
      throw new OutputLockedException(
          "the lock of %s is gone: another job has taken it over and is done, or it was deleted; start this job again"
              .formatted(folder.output()));
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
      LOG.warn("the lock of {} stays: {}", folder.output(), e.getMessage());
    }
  }

  private synchronized void release() throws IOException {
    done.countDown();
    try {
      heart.join(LAST_BEAT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.remove(claim);
    folder.tidy();
  }
}

package io.kinespark.spark.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.lock.OutputLock.Pace;
import io.kinespark.spark.testing.HadoopProperties;
import io.kinespark.spark.testing.ObjectStoreServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputLockTest {
  private static final Pace QUICK = new Pace(Duration.ofMillis(20), Duration.ofMillis(600));

  /** A holder's thread may be kept waiting by the other threads of these tests. */
  private static final Pace PATIENT = new Pace(Duration.ofMillis(20), Duration.ofSeconds(6));

  private static final String KEY = "train.output";
  private static final String EARLIER = "0000000000001-earlier";
  private static final int JOBS = 12;
  private static final int ROUNDS = 3;
  private static final LockHolder SELF = LockHolder.here();

  @TempDir private Path folder;
  private FileSystem files;

  @BeforeEach
  void openFileSystem() throws IOException {
    files = FileSystem.getLocal(new Configuration());
  }

  @Test
  void aSecondJobIsRefusedByTheNameOfTheFirstAsLongAsThatIsAtWork() throws IOException {
    try (OutputLock first = acquire()) {
      assertThatThrownBy(this::acquire)
          .isInstanceOf(OutputLockedException.class)
          .hasMessageContaining(folder + " is being written by process " + SELF.process().pid())
          .hasMessageContaining(
              " of %s on %s, since 20".formatted(System.getProperty("user.name"), SELF.host()))
          .hasMessageContaining("choose another train.output");
      first.check();
    }
    assertThat(folder).isEmptyDirectory();
    acquire().close();
  }

  @Test
  void anOutputThatWasMadeForTheLockGoesWithItUnlessSomethingIsPutThere() throws IOException {
    Path output = folder.resolve("report");
    acquireAt(output, SELF).close();
    assertThat(output).doesNotExist();

    try (OutputLock lock = acquireAt(output, SELF)) {
      lock.check();
      Files.writeString(output.resolve("report.json"), "{}");
    }
    assertThat(output).isDirectoryContaining("glob:**report.json");
  }

  @Test
  void aLockOfAProcessThatIsSeenToBeGoneIsTakenOverAtOnce() throws IOException {
    ProcessKey own = SELF.process();
    leave(with(new ProcessKey(own.pid(), own.space(), "1")));
    long start = System.nanoTime();
    acquire().close();
    assertThat(System.nanoTime() - start).isLessThan(QUICK.silence().toNanos());
    assertThat(folder).isEmptyDirectory();
  }

  /** The same number on the same machine is another process there. */
  @ParameterizedTest
  @ValueSource(strings = {"another boot", "another namespace", "a /proc that does not tell"})
  void aLivingJobThatCannotBeSeenIsNotTakenForOneThatIsGone(String why) throws Exception {
    ProcessKey own = SELF.process();
    String[] space = own.space().split("/", -1);
    String there =
        switch (why) {
          case "another boot" -> "00000000-0000-0000-0000-000000000000/" + space[1];
          case "another namespace" -> space[0] + "/pid:[1]";
          default -> "";
        };
    leave(with(new ProcessKey(4_000_000, there, "1")));
    AtomicBoolean beating = new AtomicBoolean(true);
    Thread heart =
        new Thread(
            () -> {
              for (long time = 1; beating.get(); time++) {
                touch(folder.resolve(".lock").resolve(EARLIER), time);
              }
            });
    heart.start();
    try {
      assertThatThrownBy(this::acquire)
          .isInstanceOf(OutputLockedException.class)
          .hasMessageContaining("is being written by process 4000000");
    } finally {
      beating.set(false);
      heart.join();
    }
    assertThat(folder.resolve(".lock").resolve(EARLIER)).exists();
    acquire().close();
    assertThat(folder).isEmptyDirectory();
  }

  private static void touch(Path file, long time) {
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * time));
      Thread.sleep(5);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aJobOfThisProcessHoldsHoweverSilentItIs() throws IOException {
    leave(SELF.text());
    assertThatThrownBy(this::acquire).isInstanceOf(OutputLockedException.class);
  }

  @Test
  void aLockWithoutATextIsTakenOverAfterASilence() throws IOException {
    leave("half a lo");
    acquire().close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aJobWhoseLockWasTakenNoticesAndLeavesItAlone() throws IOException {
    OutputLock lost = acquire();
    leave(new LockHolder("elsewhere", "bob", new ProcessKey(7, "", ""), Instant.EPOCH).text());

    assertThatThrownBy(lost::check)
        .isInstanceOf(OutputLockedException.class)
        .hasMessageContaining("was taken over by process 7 of bob on elsewhere");
    lost.close();
    assertThat(folder.resolve(".lock").resolve(EARLIER)).exists();
  }

  @Test
  void aJobWhoseLockWasDeletedNoticesAndDoesNotPutItBack() throws Exception {
    OutputLock lost = acquire();
    for (File file : folder.resolve(".lock").toFile().listFiles()) {
      Files.delete(file.toPath());
    }
    Thread.sleep(3 * QUICK.beat().toMillis());

    assertThatThrownBy(lost::check)
        .isInstanceOf(OutputLockedException.class)
        .hasMessageContaining(folder + " is gone: another job has taken it over and is done, or");
    lost.close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void ofJobsThatStartAtTheSameMomentOneGetsTheLock() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(winners(files, path(), PATIENT)).isEqualTo(1);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void ofJobsThatFindALockThatWasLeftBehindOneTakesItOver() throws Exception {
    ProcessKey own = SELF.process();
    for (int round = 0; round < ROUNDS; round++) {
      leave(with(new ProcessKey(own.pid(), own.space(), "1")));
      assertThat(winners(files, path(), PATIENT)).isEqualTo(1);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aClaimThatItsJobDiedOverIsNoObstacle() throws IOException {
    ProcessKey own = SELF.process();
    leave(with(new ProcessKey(own.pid(), own.space(), "1")));
    Files.delete(folder.resolve(".lock").resolve(EARLIER + ".held"));
    acquire().close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void inAnObjectStoreOneGetsTheLockAllTheSame() throws Exception {
    var there = new org.apache.hadoop.fs.Path("s3a://locks/packed/train");
    try (ObjectStoreServer server = new ObjectStoreServer();
        HadoopProperties properties = new HadoopProperties(server.properties());
        FileSystem bucket = there.getFileSystem(properties.configuration())) {
      Pace pace = new Pace(Duration.ofSeconds(1), PATIENT.silence());

      assertThat(winners(bucket, there, pace)).isEqualTo(1);
      assertThat(bucket.exists(there)).isFalse();

      LockHolder elsewhere =
          new LockHolder("elsewhere", "bob", new ProcessKey(7, "", ""), Instant.EPOCH);
      try (OutputLock first = OutputLock.acquire(bucket, there, KEY, pace, elsewhere)) {
        assertThatThrownBy(() -> OutputLock.acquire(bucket, there, KEY, pace, SELF))
            .hasMessageContaining("is being written by process 7 of bob on elsewhere");
        first.check();
      }
    }
  }

  /** Has many jobs try at once and counts those that get the lock while all others still try. */
  private static int winners(FileSystem files, org.apache.hadoop.fs.Path where, Pace pace)
      throws Exception {
    CyclicBarrier together = new CyclicBarrier(JOBS);
    AtomicInteger winners = new AtomicInteger();
    ExecutorService jobs = Executors.newFixedThreadPool(JOBS);
    try {
      List<Future<Void>> all =
          jobs.invokeAll(
              Collections.nCopies(JOBS, () -> contend(files, where, pace, together, winners)));
      for (Future<Void> job : all) {
        job.get();
      }
    } finally {
      jobs.shutdownNow();
    }
    return winners.get();
  }

  private static Void contend(
      FileSystem files,
      org.apache.hadoop.fs.Path where,
      Pace pace,
      CyclicBarrier together,
      AtomicInteger winners)
      throws Exception {
    together.await(1, TimeUnit.MINUTES);
    try (OutputLock lock = OutputLock.acquire(files, where, KEY, pace, LockHolder.here())) {
      winners.incrementAndGet();
      together.await(1, TimeUnit.MINUTES);
      lock.check();
    } catch (OutputLockedException e) {
      assertThat(e).hasMessageContaining("is being written by process");
      together.await(1, TimeUnit.MINUTES);
    }
    return null;
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> acquireAt(file.resolve("train"), SELF))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + "/train/.lock cannot be written");
  }

  @Test
  void aLockOfAnEarlierVersionIsSaidToBeOne() throws IOException {
    Files.writeString(folder.resolve(".lock"), "host=here");
    assertThatThrownBy(this::acquire)
        .isInstanceOf(OutputLockedException.class)
        .hasMessageContaining(".lock was left by an earlier version");
  }

  private OutputLock acquire() throws IOException {
    return acquireAt(folder, LockHolder.here());
  }

  private OutputLock acquireAt(Path output, LockHolder holder) throws IOException {
    return OutputLock.acquire(
        files, new org.apache.hadoop.fs.Path(output.toString()), KEY, QUICK, holder);
  }

  private static String with(ProcessKey process) {
    return new LockHolder(SELF.host(), SELF.user(), process, Instant.EPOCH).text();
  }

  /** Leaves a lock that holds. */
  private void leave(String text) throws IOException {
    Path locks = Files.createDirectories(folder.resolve(".lock"));
    Files.writeString(locks.resolve(EARLIER), text);
    Files.writeString(locks.resolve(EARLIER + ".held"), "");
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(folder.toString());
  }
}

package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.checkpoint.Digests;
import io.kinespark.spark.preprocess.OutputLock.Pace;
import io.kinespark.spark.testing.HadoopProperties;
import io.kinespark.spark.testing.ObjectStoreServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputLockTest {
  private static final Pace QUICK = new Pace(Duration.ofMillis(20), Duration.ofMillis(400));

  /** A holder's thread may be kept waiting by the other threads of these tests. */
  private static final Pace PATIENT = new Pace(Duration.ofMillis(20), Duration.ofSeconds(6));

  private static final int JOBS = 12;
  private static final int ROUNDS = 5;

  @TempDir private Path folder;
  private FileSystem files;

  @BeforeEach
  void openFileSystem() throws IOException {
    files = FileSystem.getLocal(new Configuration());
  }

  @Test
  void aSecondJobIsRefusedAsLongAsTheFirstIsAtWork() throws IOException {
    try (OutputLock first = acquire()) {
      assertThatThrownBy(this::acquire)
          .isInstanceOf(PreprocessException.class)
          .hasMessageContaining(folder + " is being written by process")
          .hasMessageContaining("choose another preprocess.output");
      first.check();
    }
    assertThat(folder).isEmptyDirectory();
    acquire().close();
  }

  @Test
  void aLockOfAProcessThatIsGoneIsTakenOverAtOnce() throws IOException {
    LockHolder self = LockHolder.thisProcess();
    leave(new LockHolder(self.host(), self.pid(), self.started().minusSeconds(60), "t").text() + 7);

    long start = System.nanoTime();
    acquire().close();

    assertThat(System.nanoTime() - start).isLessThan(QUICK.silence().toNanos());
  }

  @Test
  void aSilentLockIsTakenOverAfterAWhile() throws IOException {
    LockHolder self = LockHolder.thisProcess();
    leave(new LockHolder("elsewhere", self.pid(), self.started(), "t").text() + 7);
    acquire().close();
    leave("half a lo");
    acquire().close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aJobWhoseLockWasTakenNoticesAndLeavesItAlone() throws IOException {
    OutputLock lost =
        OutputLock.acquire(files, path(), new Pace(Duration.ofHours(1), QUICK.beat()));
    String other = new LockHolder("elsewhere", 7, LockHolder.thisProcess().started(), "t").text();
    leave(other);

    assertThatThrownBy(lost::check)
        .isInstanceOf(PreprocessException.class)
        .hasMessageContaining("was taken over by process 7 on elsewhere");
    lost.close();
    assertThat(folder.resolve(".lock")).hasContent(other);
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
    LockHolder self = LockHolder.thisProcess();
    for (int round = 0; round < ROUNDS; round++) {
      Instant earlier = self.started().minusSeconds(60);
      leave(new LockHolder(self.host(), self.pid(), earlier, "t" + round).text() + 7);
      assertThat(winners(files, path(), PATIENT)).isEqualTo(1);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aTakeOverThatWasNotFinishedIsNoObstacle() throws IOException {
    LockHolder self = LockHolder.thisProcess();
    String left = new LockHolder(self.host(), self.pid(), Instant.EPOCH, "t").text() + 7;
    leave(left);
    Path heir = folder.resolve("..lock." + Digests.sha256(left).substring(0, 16) + ".tmp");
    Files.writeString(heir, "of one that was killed over it");

    acquire().close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whereCreatingAFileDecidesNothingOneGetsTheLockAllTheSame() throws Exception {
    var there = new org.apache.hadoop.fs.Path("s3a://locks/packed/train");
    try (ObjectStoreServer server = new ObjectStoreServer();
        HadoopProperties properties = new HadoopProperties(server.properties());
        FileSystem bucket = there.getFileSystem(properties.configuration())) {
      Pace pace = new Pace(Duration.ofSeconds(1), PATIENT.silence());

      assertThat(winners(bucket, there, pace)).isEqualTo(1);
      assertThat(bucket.listStatus(there)).isEmpty();
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
    try (OutputLock lock = OutputLock.acquire(files, where, pace)) {
      winners.incrementAndGet();
      together.await(1, TimeUnit.MINUTES);
      lock.check();
    } catch (PreprocessException e) {
      assertThat(e).hasMessageContaining("is being written by process");
      together.await(1, TimeUnit.MINUTES);
    }
    return null;
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(
            () ->
                OutputLock.acquire(
                    files, new org.apache.hadoop.fs.Path(file.toString(), "train"), QUICK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + "/train/.lock cannot be written");
  }

  private OutputLock acquire() throws IOException {
    return OutputLock.acquire(files, path(), QUICK);
  }

  private void leave(String text) throws IOException {
    Files.deleteIfExists(folder.resolve("..lock.crc"));
    Files.writeString(folder.resolve(".lock"), text);
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(folder.toString());
  }
}

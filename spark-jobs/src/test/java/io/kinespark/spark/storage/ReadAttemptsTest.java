package io.kinespark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.testing.DiskErrors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;

final class ReadAttemptsTest {
  private static final VideoRecord HERE =
      VideoRecord.listed("a.mp4", "file:/nowhere/a.mp4", List.of(0), Split.TRAIN);

  /** Nothing listens at that port; the client gives up at once. */
  private static final VideoRecord AWAY =
      VideoRecord.listed("a.mp4", "hdfs://localhost:1/v/a.mp4", List.of(0), Split.TRAIN);

  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void readsAgain() throws IOException {
    assertThat(
            read(
                HERE,
                () -> {
                  if (attempts.incrementAndGet() < 3) {
                    throw new SocketTimeoutException("late");
                  }
                  return attempts.get();
                }))
        .isEqualTo(3);
  }

  @Test
  void aFileThatStaysUnreadableIsSetAside() {
    assertRejected(new IOException("block missing"), 3, "block missing");
    assertRejected(new ChecksumException("Checksum error: a.mp4 at 512", 512), 3, "at 512");
  }

  @Test
  void aReadThatWouldFailAgainIsNotRepeated() {
    assertRejected(new AccessControlException("not yours"), 1, "not yours");
    assertRejected(new FileNotFoundException("a.mp4 (Permission denied)"), 1, "Permission denied");
    assertRejected(new IOException("a.mp4 exists: (Permission denied)"), 1, "Permission denied");
  }

  @Test
  void aLocalDiskThatFailsIsReadAgainThoughHadoopMakesItAnError() throws IOException {
    assertThat(
            read(
                HERE,
                () -> {
                  if (attempts.incrementAndGet() < 3) {
                    throw DiskErrors.of("Input/output error");
                  }
                  return attempts.get();
                }))
        .isEqualTo(3);
  }

  private void assertRejected(IOException failure, int expected, String detail) {
    attempts.set(0);
    assertThatThrownBy(() -> read(HERE, () -> fail(failure)))
        .isInstanceOfSatisfying(
            VideoRejectedException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(RejectReason.READ_ERRORS);
              assertThat(e.detail()).contains("(" + expected + " attempt", detail);
            });
    assertThat(attempts).hasValue(expected);
  }

  @Test
  void aFileSystemThatIsGoneIsNotTheVideosFault() {
    IOException failure = new IOException("connection refused");
    assertThatThrownBy(() -> read(AWAY, () -> fail(failure))).isSameAs(failure);
    assertThat(attempts).hasValue(3);
  }

  @Test
  void whatTheVideoItselfSaysAndInterruptionsAreNotRepeated() {
    IOException rejected = new VideoRejectedException(RejectReason.SHORT, "a.mp4", "empty");
    assertThatThrownBy(() -> read(HERE, () -> fail(rejected))).isSameAs(rejected);
    IOException interrupted = new InterruptedIOException("killed");
    assertThatThrownBy(() -> read(HERE, () -> fail(interrupted))).isSameAs(interrupted);
    assertThat(attempts).hasValue(2);
  }

  private int fail(IOException failure) throws IOException {
    attempts.incrementAndGet();
    throw failure;
  }

  private static int read(VideoRecord video, ReadAttempts.Work<Integer> work) throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.setInt("ipc.client.connect.max.retries", 0);
    return new ReadAttempts(hadoop, Duration.ofMillis(1)).read(video, work);
  }
}

package io.kinespark.preprocessing.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kinespark.preprocessing.annotation.AnnotationException;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.testing.SilentFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and annotations on file systems that do not answer, and what is no file in their place. */
@Timeout(60)
class WatchedFileSystemTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path folder;

  @AfterEach
  void answer() throws InterruptedException {
    for (int wait = 0; StorageWatch.unanswered() > 0 && wait < 1000; wait++) {
      SilentFileSystem.answer();
      Thread.sleep(10);
    }
  }

  @Test
  void aFifoIsNoAnnotationFile() throws Exception {
    Path fifo = folder.resolve("labels.txt");
    assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0);

    assertThatThrownBy(
            () ->
                LabelMap.read(
                    FileSystem.getLocal(new Configuration()),
                    new org.apache.hadoop.fs.Path(fifo.toUri())))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("labels.txt is a FIFO, not a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-open", "no-read"})
  void aFileSystemThatDoesNotAnswerIsSaidSo(String call) throws IOException {
    Path list = Files.writeString(folder.resolve(call + ".txt"), "a\nb\nc\n".repeat(20));
    FileSystem files = SilentFileSystem.path(list).getFileSystem(SilentFileSystem.configuration());

    assertThatThrownBy(
            () -> {
              try (InputStream in =
                  WatchedFileSystem.of(files, SHORT).open(SilentFileSystem.path(list))) {
                in.readAllBytes();
              }
            })
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("did not answer within 300 ms")
        .hasMessageContaining(call + ".txt");
  }

  @Test
  void whatAnswersIsReadAsItIs() throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "a\nb\n");
    FileSystem files = WatchedFileSystem.of(FileSystem.getLocal(new Configuration()));

    try (InputStream in = files.open(new org.apache.hadoop.fs.Path(list.toUri()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a\nb\n");
    }
  }
}

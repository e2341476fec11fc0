package io.kinespark.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.testing.ChildJob;
import io.kinespark.spark.testing.TinyManifest;
import io.kinespark.spark.train.TinyTraining;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.util.ShutdownHookManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that are asked to end in the middle of their work, by a terminal or a scheduler. */
class EndingIT {

  @TempDir private static Path folder;

  @BeforeAll
  static void makeManifest() throws IOException {
    TinyManifest.write(folder, 6);
  }

  @ParameterizedTest
  @CsvSource({"INT, 130, 0", "TERM, 143, 300", "INT, 130, 700"})
  void trainingEndsAtOnceAndInOneLine(String signal, int code, long afterMillis)
      throws IOException, InterruptedException {
    Path output = folder.resolve("run-" + signal + afterMillis);
    List<String> settings = new ArrayList<>(TinyTraining.tanet(2));
    String manifest = folder.resolve("manifest").toString();
    settings.addAll(TinyTraining.settings(manifest, manifest, output.toString()));
    settings.add("train.epochs=1000");
    try (ChildJob job = ChildJob.start(folder, "train", settings)) {
      job.await(() -> Files.exists(output.resolve("log")));
      Thread.sleep(afterMillis);

      long asked = System.nanoTime();
      assertThat(job.signal(signal)).isEqualTo(code);
      assertThat((System.nanoTime() - asked) / 1e9).isLessThan(20);
      assertThat(job.log())
          .contains("train was asked to end, and ends")
          .doesNotContain("\tat ", "error:", "Exception");
    }
    assertThat(crashes()).isEmpty();
  }

  @Test
  void aProcessThatIsEndingAlreadySaysSo() throws IOException, InterruptedException {
    Path log = folder.resolve("late.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LateRun.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(5);
    assertThat(Files.readString(log))
        .contains("train was asked to end, and ends")
        .doesNotContain("\tat ", "error:", "Shutdown in progress");
  }

  /** Begins a command when the process is on its way out. */
  static final class LateRun {
    private LateRun() {}

    public static void main(String... arguments) {
      ShutdownHookManager.get()
          .addShutdownHook(
              () ->
                  new Main(
                          Jobs.all(),
                          new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                          new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                      .run("train"),
              1);
      System.exit(5);
    }
  }

  private static List<Path> crashes() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("crash")).toList();
    }
  }
}

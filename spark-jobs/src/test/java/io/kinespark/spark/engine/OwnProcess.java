package io.kinespark.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class of the tests in a JVM of its own. */
final class OwnProcess {

  private OwnProcess() {}

  /**
   * Runs to the end, which must be a good one.
   *
   * @param folder for its output
   * @param options of the JVM
   * @param minutes how long it may take
   * @return the lines it printed
   */
  static List<String> run(
      Path folder, List<String> options, int minutes, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(System.getProperty("test.opens").split(" ")));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(minutes, TimeUnit.MINUTES)).as("ended in time").isTrue();
      assertThat(process.exitValue()).as(() -> tail(err)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(out);
  }

  private static String tail(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

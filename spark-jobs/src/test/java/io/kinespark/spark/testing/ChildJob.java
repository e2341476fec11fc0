package io.kinespark.spark.testing;

import io.kinespark.spark.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own on two cores, with the flags that the launcher gives it. */
public final class ChildJob implements AutoCloseable {
  private static final long LIMIT_SECONDS = 120;

  private final Process process;
  private final Path log;

  private ChildJob(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** What the test waits for. */
  @FunctionalInterface
  public interface Moment {
    /** Whether it has come. */
    boolean come() throws IOException;
  }

  /**
   * Starts a command.
   *
   * @param folder where its log goes
   * @param command its name
   * @param arguments settings and options
   */
  public static ChildJob start(Path folder, String command, List<String> arguments)
      throws IOException {
    return start(folder, List.of(), command, arguments);
  }

  /**
   * The same with jars beside the project's own.
   *
   * @param jars what comes last on the class path
   */
  public static ChildJob start(Path folder, List<Path> jars, String command, List<String> arguments)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of(System.getProperty("test.opens").split(" ")));
    words.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.add("-XX:ErrorFile=" + folder.resolve("crash%p.log"));
    words.addAll(List.of("-Dspark.master=local[2]", "-Dspark.ui.enabled=false"));
    List<String> classPath = new ArrayList<>(List.of(System.getProperty("java.class.path")));
    jars.forEach(jar -> classPath.add(jar.toString()));
    words.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), Main.class.getName()));
    words.add(command);
    words.addAll(arguments);
    Path log = Files.createTempFile(folder, command, ".log");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ChildJob(process, log);
  }

  /**
   * Waits for a moment.
   *
   * @throws IllegalStateException if the process ends before it, with what it printed
   */
  public void await(Moment moment) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!moment.come()) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS) || System.nanoTime() - end > 0) {
        throw new IllegalStateException("It did not come to that: " + Files.readString(log));
      }
    }
  }

  /** Ends the process as {@code kill -9} does, in the middle of what it does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks the process to end, as {@code kill} does, and answers its exit code. */
  public int terminate() throws IOException, InterruptedException {
    process.destroy();
    return await();
  }

  /** Waits for the end and answers the exit code. */
  public int await() throws IOException, InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("It does not end: " + Files.readString(log));
    }
    return process.exitValue();
  }

  /** Sends a signal by its name, such as INT, and answers the exit code. */
  public int signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    return await();
  }

  /** What the process has printed so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

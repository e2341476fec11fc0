package io.kinespark.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.log4j.Level;
import org.apache.log4j.LogManager;

/**
 * What is seen of a job whose process is asked to end, by Ctrl-C or {@code kill}: one line. What
 * falls over while everything is taken down under the job is nobody's failure.
 */
final class Ending implements AutoCloseable {

  /** Before Spark's and Hadoop's own. */
  private static final int PRIORITY = 1000;

  private static volatile boolean begun;

  private final Runnable hook;

  private Ending(Runnable hook) {
    this.hook = hook;
  }

  /**
   * Takes note of a job until this is closed.
   *
   * @param job its name
   * @param err where the line goes
   * @throws IllegalStateException if the process is ending already, which is said
   */
  static Ending of(String job, PrintWriter err) {
    Runnable hook =
        () -> {
          begun = true;
          LogManager.getLoggerRepository().setThreshold(Level.OFF);
          err.println();
          err.println(job + " was asked to end, and ends");
          err.flush();
          System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        };
    try {
      ShutdownHookManager.get().addShutdownHook(hook, PRIORITY, 5, TimeUnit.SECONDS);
    } catch (IllegalStateException e) {
      hook.run();
      throw e;
    }
    return new Ending(hook);
  }

  /** Whether the process is ending under its job. */
  static boolean hasBegun() {
    return begun;
  }

  /** The job has ended by itself. */
  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}

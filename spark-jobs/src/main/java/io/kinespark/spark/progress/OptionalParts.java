package io.kinespark.spark.progress;

import io.kinespark.spark.cluster.Causes;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FSError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts of a job's outcome that nothing depends on, a page or a curve: what goes wrong with one is
 * said once, kept for whoever shows the others, and ends nothing.
 */
public final class OptionalParts {
  private static final Logger LOG = LoggerFactory.getLogger(OptionalParts.class);
  private static final int LONGEST = 500;

  private final PrintWriter err;
  private final Map<String, String> missing = new LinkedHashMap<>();

  /** Work that has no result. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /**
   * Without parts so far.
   *
   * @param err where it is said that a part is missing
   */
  public OptionalParts(PrintWriter err) {
    this.err = err;
  }

  /**
   * Does the work for a part.
   *
   * @param name the part in words that follow on "could not make"
   * @param without what stands in for it
   */
  public <T> T get(String name, T without, Callable<T> work) {
    try {
      return work.call();
    } catch (Exception | LinkageError | VirtualMachineError | FSError e) {
      fail(name, e);
      return without;
    }
  }

  /**
   * Does the work for a part.
   *
   * @param name the part in words that follow on "could not make"
   * @return whether it was done
   */
  public boolean attempt(String name, Work work) {
    return get(
        name,
        false,
        () -> {
          work.run();
          return true;
        });
  }

  /** Notes that there will be no such part, if there is a reason why. */
  public void note(String name, Optional<String> reason) {
    reason.ifPresent(why -> miss(name, why));
  }

  /** The parts that are missing and why, in the order in which that was found. */
  public Map<String, String> missing() {
    return Collections.unmodifiableMap(missing);
  }

  private void fail(String name, Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    LOG.debug("could not make {}", name, failure);
    miss(name, words(failure));
  }

  private void miss(String name, String why) {
    if (missing.putIfAbsent(name, why) == null) {
      err.println("warning: could not make " + name + ": " + why);
      err.flush();
    }
  }

  /** What happened, in one line: the first of the innermost cause's message. */
  public static String words(Throwable failure) {
    Throwable root = Causes.root(failure);
    String message =
        Optional.ofNullable(root.getMessage()).flatMap(text -> text.lines().findFirst()).orElse("");
    String words =
        message.isBlank() || root instanceof Error
            ? root.getClass().getSimpleName() + (message.isBlank() ? "" : ": " + message)
            : message;
    return words.length() > LONGEST ? words.substring(0, LONGEST) + " ..." : words;
  }
}

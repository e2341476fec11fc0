package io.kinespark.spark.cli;

import io.kinespark.preprocessing.video.ReasonText;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a user about an exception: what it says, and what its causes add to that. A server's stack
 * within a message is left out.
 */
final class FailureReport {
  /** Longer messages are of inputs that put themselves into them. */
  private static final int LONGEST = 20_000;

  private FailureReport() {}

  /**
   * Prints the messages of {@code failure} and of its causes, each once.
   *
   * @param stacktrace whether to print the program's stack as well
   */
  static void print(Throwable failure, boolean stacktrace, PrintWriter err) {
    Set<Throwable> seen = new HashSet<>();
    String said = describe(failure);
    err.println("error: " + said);
    for (Throwable cause = failure.getCause();
        cause != null && seen.add(cause);
        cause = cause.getCause()) {
      String more = describe(cause);
      if (!said.contains(more)) {
        err.println("  caused by: " + more);
        said = more;
      }
    }
    for (Throwable other : failure.getSuppressed()) {
      err.println("  also: " + describe(other));
    }
    if (stacktrace) {
      failure.printStackTrace(err);
    }
    err.flush();
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getName();
    }
    String said =
        ReasonText.withoutStack(message).collect(Collectors.joining(System.lineSeparator()));
    return said.length() > LONGEST
        ? said.substring(0, LONGEST) + "... (%d more characters)".formatted(said.length() - LONGEST)
        : said;
  }
}

package io.kinespark.models.training;

/** The native library failed while a network computed; the message says what was being computed. */
public class NetworkExecutionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NetworkExecutionException(String what, RuntimeException cause) {
    super("%s failed: %s".formatted(what, firstLine(cause)), cause);
  }

  private static String firstLine(RuntimeException cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no message");
  }
}

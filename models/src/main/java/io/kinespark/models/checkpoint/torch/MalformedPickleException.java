package io.kinespark.models.checkpoint.torch;

/** A pickle that cannot be accepted; whoever knows file and position adds them. */
final class MalformedPickleException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedPickleException(String message) {
    super(message);
  }
}

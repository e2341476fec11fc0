package io.kinespark.models.checkpoint;

import java.io.IOException;

/**
 * A checkpoint cannot be read: it is truncated, malformed or of an unsupported kind. The message
 * names the file.
 */
public class CheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Longer than any cause but one that repeats what a hostile file holds. */
  private static final int LONGEST = 1_500;

  /**
   * A defect of a file.
   *
   * @param file its name or address
   * @param cause what is wrong with it and what to do
   */
  public CheckpointException(String file, String cause) {
    super("%s: %s".formatted(file, shortened(cause)));
  }

  /** A defect of a file that showed as an exception. */
  public CheckpointException(String file, String cause, Throwable exception) {
    super("%s: %s".formatted(file, shortened(cause)), exception);
  }

  private static String shortened(String cause) {
    return cause.length() > LONGEST ? cause.substring(0, LONGEST) + "..." : cause;
  }
}

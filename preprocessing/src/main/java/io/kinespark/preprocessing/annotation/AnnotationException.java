package io.kinespark.preprocessing.annotation;

import java.io.IOException;

/** An annotation file or label map that cannot be used at all. */
public final class AnnotationException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * A reason.
   *
   * @param message names the file and what is wrong with it
   */
  public AnnotationException(String message) {
    super(message);
  }

  /**
   * A reason that another exception gave.
   *
   * @param message names the file and what is wrong with it
   * @param cause what was thrown
   */
  public AnnotationException(String message, Throwable cause) {
    super(message, cause);
  }
}

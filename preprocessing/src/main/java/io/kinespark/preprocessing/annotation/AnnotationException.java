package io.kinespark.preprocessing.annotation;

import java.io.IOException;

/** An annotation file or label map that cannot be used at all. */
public final class AnnotationException extends IOException {

  private static final long serialVersionUID = 1L;

  AnnotationException(String message) {
    super(message);
  }

  AnnotationException(String message, Throwable cause) {
    super(message, cause);
  }
}

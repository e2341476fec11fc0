package io.kinespark.spark.preprocess;

import java.io.IOException;

/** A data set that cannot be preprocessed, with what to do about it. */
public final class PreprocessException extends IOException {
  private static final long serialVersionUID = 1L;

  PreprocessException(String message) {
    super(message);
  }

  PreprocessException(String message, Throwable cause) {
    super(message, cause);
  }
}

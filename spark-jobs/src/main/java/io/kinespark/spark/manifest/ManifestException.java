package io.kinespark.spark.manifest;

import java.io.IOException;

/** A manifest that is not there, damaged, or not what it says it is. */
public final class ManifestException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What helps against damage. */
  static final String MEND = "restore it from a copy, or run the preprocess job again";

  ManifestException(String message) {
    super(message);
  }

  ManifestException(String message, Throwable cause) {
    super(message, cause);
  }
}

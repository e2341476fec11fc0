package io.kinespark.spark.quickstart;

import java.io.IOException;

/** A folder that the quickstart cannot use, with what to do about it. */
public final class QuickstartException extends IOException {
  private static final long serialVersionUID = 1L;

  QuickstartException(String message) {
    super(message);
  }
}

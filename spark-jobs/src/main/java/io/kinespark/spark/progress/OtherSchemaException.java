package io.kinespark.spark.progress;

import java.io.IOException;

/** Thrown for a log that another version wrote in another form. */
final class OtherSchemaException extends IOException {
  private static final long serialVersionUID = 1L;

  OtherSchemaException(int schema, int own) {
    super("schema " + schema + " is not the one this version reads, " + own);
  }
}

package io.kinespark.spark.checkpoint;

import java.io.IOException;

/** A checkpoint did not fit where it was to go. */
public final class NoSpaceException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long needed;

  NoSpaceException(String message, long needed, Throwable cause) {
    super(message, cause);
    this.needed = needed;
  }

  /** Bytes of the whole checkpoint. */
  public long needed() {
    return needed;
  }
}

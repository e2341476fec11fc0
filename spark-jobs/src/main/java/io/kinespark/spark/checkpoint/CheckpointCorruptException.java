package io.kinespark.spark.checkpoint;

import java.io.IOException;

/** A checkpoint's files are not what its manifest says. */
public final class CheckpointCorruptException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Names the file and what is wrong with it. */
  public CheckpointCorruptException(String message) {
    super(message);
  }

  /** Names the file and what is wrong with it. */
  public CheckpointCorruptException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.kinespark.spark.checkpoint;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the content of one file of a checkpoint. */
@FunctionalInterface
public interface CheckpointFile {

  /** Writes everything to a stream, which the caller closes. */
  void writeTo(OutputStream out) throws IOException;
}

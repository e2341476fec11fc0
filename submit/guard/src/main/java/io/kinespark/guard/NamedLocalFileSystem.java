package io.kinespark.guard;

import org.apache.hadoop.fs.LocalFileSystem;

/** Hadoop's local disk with checksums, which refuses names that the platform cannot express. */
public final class NamedLocalFileSystem extends LocalFileSystem {

  /** As {@code fs.file.impl}, Hadoop makes it. */
  public NamedLocalFileSystem() {
    super(new NamedRawFileSystem());
  }
}

package io.kinespark.guard;

import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Hadoop's local disk with checksums, which refuses names that the platform cannot express and
 * takes those with colons.
 */
public final class NamedLocalFileSystem extends LocalFileSystem {

  /** As {@code fs.file.impl}, Hadoop makes it. */
  public NamedLocalFileSystem() {
    super(new NamedRawFileSystem());
  }

  @Override
  public Path getChecksumFile(Path file) {
    return new Path(file.getParent(), new Path(null, null, "." + file.getName() + ".crc"));
  }
}

package io.kinespark.preprocessing.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Hadoop's file system of local disks, with colons in the names of files. Hadoop keeps a file's
 * checksums in a hidden file beside it, whose name it makes in a way that fails for them.
 */
final class LiteralLocalFileSystem extends LocalFileSystem {

  private static LiteralLocalFileSystem shared;

  private LiteralLocalFileSystem() {}

  /** The one of this process, as Hadoop has one of each file system. */
  static synchronized LiteralLocalFileSystem with(Configuration configuration) throws IOException {
    if (shared == null) {
      shared = create(configuration);
    }
    return shared;
  }

  /** One that nobody shares. */
  static LiteralLocalFileSystem create(Configuration configuration) throws IOException {
    LiteralLocalFileSystem made = new LiteralLocalFileSystem();
    made.initialize(FsConstants.LOCAL_FS_URI, configuration);
    return made;
  }

  @Override
  public Path getChecksumFile(Path file) {
    return new Path(file.getParent(), new Path(null, null, "." + file.getName() + ".crc"));
  }
}

package io.kinespark.preprocessing.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** What a path of a local disk leads to; other file systems have only files and folders. */
public final class FileKind {

  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int BLOCK_DEVICE = 0060000;
  private static final int SOCKET = 0140000;

  private FileKind() {}

  /**
   * Tells what stands in the place of a file that can be read from end to end.
   *
   * @param fileSystem where it lies
   * @param path its path
   * @return such as {@code a FIFO}; empty for files, folders, what does not exist and whatever lies
   *     on other than local disks
   * @throws IOException if the file system fails
   */
  public static Optional<String> special(FileSystem fileSystem, Path path) throws IOException {
    FileSystem real = fileSystem;
    Path there = path;
    if (fileSystem.getUri().getScheme().equals("viewfs")) {
      there = fileSystem.resolvePath(path);
      real = there.getFileSystem(fileSystem.getConf());
    }
    while (real instanceof FilterFileSystem filter) {
      real = filter.getRawFileSystem();
    }
    if (!(real instanceof RawLocalFileSystem local)) {
      return Optional.empty();
    }
    try {
      int mode = (Integer) Files.getAttribute(local.pathToFile(there).toPath(), "unix:mode");
      return switch (mode & TYPE) {
        case FIFO -> Optional.of("a FIFO");
        case CHARACTER_DEVICE -> Optional.of("a character device");
        case BLOCK_DEVICE -> Optional.of("a block device");
        case SOCKET -> Optional.of("a socket");
        default -> Optional.empty();
      };
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}

package io.kinespark.preprocessing.shard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** One tar file in the making, under a temporary name. */
final class TarShard {

  /** A tar header is one block, as long as the entry's name and size fit it. */
  private static final int BLOCK = 512;

  private static final int MAX_NAME = 100;
  private static final int FILE_MODE = 0100644;

  private final FileSystem fileSystem;
  private final Path target;
  private final Path temporary;
  private final FSDataOutputStream stream;
  private final TarArchiveOutputStream tar;
  private long position;

  private TarShard(FileSystem fileSystem, Path target, Path temporary, FSDataOutputStream stream) {
    this.fileSystem = fileSystem;
    this.target = target;
    this.temporary = temporary;
    this.stream = stream;
    this.tar = new TarArchiveOutputStream(stream, StandardCharsets.UTF_8.name());
  }

  static TarShard create(FileSystem fileSystem, Path target, String attempt) throws IOException {
    Path temporary = new Path(target.getParent(), "." + target.getName() + "." + attempt + ".tmp");
    try {
      return new TarShard(fileSystem, target, temporary, fileSystem.create(temporary, true));
    } catch (IOException | FSError e) {
      throw failure(target, "created", e);
    }
  }

  Path target() {
    return target;
  }

  long size() {
    return position;
  }

  /**
   * Appends a file.
   *
   * @return position of its first byte
   */
  long append(String name, byte[] bytes) throws IOException {
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException("Entry name over " + MAX_NAME + " characters: " + name);
    }
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    entry.setMode(FILE_MODE);
    // Nothing of who wrote it and when, so that equal input gives equal bytes.
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setModTime(0);
    try {
      tar.putArchiveEntry(entry);
      tar.write(bytes);
      tar.closeArchiveEntry();
    } catch (IOException | FSError e) {
      throw failure(target, "written", e);
    }
    long offset = position + BLOCK;
    position = offset + (bytes.length + BLOCK - 1L) / BLOCK * BLOCK;
    return offset;
  }

  /** Completes the file and gives it its name. */
  void publish() throws IOException {
    try {
      tar.close();
      if (rename()) {
        return;
      }
      if (fileSystem.exists(target)) {
        // Left by an earlier attempt at the same work, which made the same bytes.
        fileSystem.delete(target, false);
        if (rename()) {
          return;
        }
      }
    } catch (IOException | FSError e) {
      throw failure(target, "finished", e);
    }
    throw new ShardException("Shard " + target + " cannot be renamed from " + temporary);
  }

  private boolean rename() throws IOException {
    try {
      return fileSystem.rename(temporary, target);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Gives the file up. */
  void discard() throws IOException {
    try {
      // The archive itself may be in the middle of an entry and would refuse to close.
      stream.close();
    } catch (FSError e) {
      throw failure(target, "closed", e);
    } finally {
      fileSystem.delete(temporary, false);
    }
  }

  /** Local disks say that they are full by an {@link FSError}, whose cause is what happened. */
  private static ShardException failure(Path target, String what, Throwable cause) {
    Throwable why = cause instanceof FSError ? cause.getCause() : cause;
    return new ShardException(
        "Shard %s cannot be %s: %s; check free space and permissions of the output folder"
            .formatted(target, what, why.getMessage()),
        cause);
  }
}

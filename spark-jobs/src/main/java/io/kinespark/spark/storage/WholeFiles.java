package io.kinespark.spark.storage;

import io.kinespark.preprocessing.storage.Locations;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Writes files under a temporary name and renames them when they are complete. */
public final class WholeFiles {
  private static final String UNFINISHED = ".tmp";

  /** What Hadoop's local file system adds to the name of the file with a file's checksums. */
  private static final String CHECKSUMS = ".crc";

  /** What a file holds. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to a stream, which the caller closes. */
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFiles() {}

  /**
   * Writes a file, replacing the one that is there.
   *
   * @param fileSystem where it goes
   * @param file its path; its folder is made
   * @param content what it holds
   * @throws IOException if it cannot be written, naming the file; nothing new is there then
   */
  public static void write(FileSystem fileSystem, Path file, Content content) throws IOException {
    Path unfinished = unfinished(file, UUID.randomUUID().toString());
    try {
      try (FSDataOutputStream out = fileSystem.create(unfinished, true)) {
        content.writeTo(out);
      }
      if (!rename(fileSystem, unfinished, file)) {
        fileSystem.delete(file, false);
        if (!rename(fileSystem, unfinished, file)) {
          throw new IOException("it cannot be renamed from " + unfinished);
        }
      }
    } catch (IOException | FSError e) {
      throw discarded(fileSystem, unfinished, failure(file, e));
    }
  }

  /**
   * The name of a file while it is written.
   *
   * @param file its path when it is whole
   * @param writer tells writers of the same file apart
   */
  public static Path unfinished(Path file, String writer) {
    return Locations.child(file.getParent(), "." + file.getName() + "." + writer + UNFINISHED);
  }

  /**
   * Tells whether a file was left under its temporary name by a writer that did not finish, or
   * holds the checksums of such a file.
   */
  public static boolean isUnfinished(Path file) {
    String name = file.getName();
    return name.startsWith(".")
        && (name.endsWith(UNFINISHED) || name.endsWith(UNFINISHED + CHECKSUMS));
  }

  private static boolean rename(FileSystem fileSystem, Path from, Path to) throws IOException {
    try {
      return fileSystem.rename(from, to);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * A failure to write a file, in words. Local disks say that they are full by an {@link FSError},
   * whose cause is what happened.
   */
  public static IOException failure(Path file, Throwable cause) {
    Throwable why = cause instanceof FSError ? cause.getCause() : cause;
    return new IOException(
        "%s cannot be written: %s; check free space and permissions"
            .formatted(file, why.getMessage()),
        cause);
  }

  private static IOException discarded(FileSystem fileSystem, Path unfinished, IOException why) {
    try {
      fileSystem.delete(unfinished, false);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
    return why;
  }
}

package io.kinespark.spark.cli;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds out before hours of work whether their outcome can be written. */
public final class OutputCheck {

  private OutputCheck() {}

  /**
   * As {@link #requireWritable(FileSystem, Path)}.
   *
   * @param folder the output, which need not exist
   * @param hadoop finds its file system
   */
  public static void requireWritable(Path folder, Configuration hadoop) throws IOException {
    requireWritable(folder.getFileSystem(hadoop), folder);
  }

  /**
   * Writes a file where a folder is or is going to be, and deletes it again.
   *
   * @param files the output's file system
   * @param folder the output, which need not exist
   * @throws IOException naming the folder if it, or the nearest folder above it that exists, is no
   *     folder or cannot be written to
   */
  public static void requireWritable(FileSystem files, Path folder) throws IOException {
    Path existing = files.makeQualified(folder);
    while (!files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    FileStatus status = files.getFileStatus(existing);
    if (!status.isDirectory()) {
      throw new IOException(
          "the output " + folder + " cannot be a folder: " + existing + " is a file");
    }
    Path probe = new Path(existing, ".kinespark-" + UUID.randomUUID() + ".probe");
    try {
      files.create(probe, false).close();
    } catch (IOException e) {
      throw new IOException(
          "cannot write to the output "
              + folder
              + ": "
              + e.getMessage()
              + "; choose another folder or change the permissions of "
              + existing,
          e);
    } finally {
      files.delete(probe, false);
    }
  }
}

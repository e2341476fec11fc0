package io.kinespark.spark.job;

import io.kinespark.preprocessing.storage.Locations;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds out before hours of work whether their outcome can be written. */
public final class OutputCheck {
  private static final long MOST_PROBED = 64L << 20;
  private static final int BLOCK = 1 << 16;

  private OutputCheck() {}

  /**
   * As {@link #requireWritable(FileSystem, Path)}.
   *
   * @param folder the output, which need not exist
   * @param hadoop finds its file system
   */
  public static void requireWritable(Path folder, Configuration hadoop) throws IOException {
    requireWritable(Locations.fileSystem(folder, hadoop), folder);
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
    Path existing = nearest(files, folder);
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

  /**
   * Writes as many bytes as an outcome will have at least where a folder is or is going to be, and
   * deletes them again: what counts is not what a disk says is free, but what it takes.
   *
   * @param files the output's file system
   * @param folder the output, which need not exist
   * @param bytes so many; of more than 64 MiB, these
   * @throws IOException naming the folder if they cannot be written
   */
  public static void requireRoom(FileSystem files, Path folder, long bytes) throws IOException {
    Path existing = nearest(files, folder);
    Path probe = new Path(existing, ".kinespark-" + UUID.randomUUID() + ".probe");
    long wanted = Math.min(bytes, MOST_PROBED);
    try {
      try (OutputStream out = files.create(probe, false)) {
        byte[] block = new byte[BLOCK];
        for (long written = 0; written < wanted; written += BLOCK) {
          out.write(block, 0, (int) Math.min(BLOCK, wanted - written));
        }
      }
    } catch (IOException | FSError e) {
      throw new IOException(
          "the output %s does not take the %d bytes that it will need at least: %s; make room or choose another folder"
              .formatted(folder, wanted, e.getMessage()),
          e);
    } finally {
      files.delete(probe, false);
    }
  }

  private static Path nearest(FileSystem files, Path folder) throws IOException {
    Path existing = files.makeQualified(folder);
    while (!files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }
}

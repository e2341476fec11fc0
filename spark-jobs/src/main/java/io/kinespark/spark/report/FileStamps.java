package io.kinespark.spark.report;

import io.kinespark.spark.report.Edition.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Sizes and digests of files as they are stored. */
final class FileStamps {
  private static final int BUFFER = 1 << 16;

  private FileStamps() {}

  /**
   * Reads a file, or those of a folder's that are not hidden.
   *
   * @throws IOException if they cannot be read
   */
  static FileStamp of(FileSystem fileSystem, Path path) throws IOException {
    FileStatus status = fileSystem.getFileStatus(path);
    MessageDigest digest = sha256();
    long bytes = 0;
    for (Path file : status.isDirectory() ? visible(fileSystem, path) : List.of(path)) {
      bytes += update(digest, fileSystem, file);
    }
    return new FileStamp(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static List<Path> visible(FileSystem fileSystem, Path folder) throws IOException {
    return Arrays.stream(fileSystem.listStatus(folder))
        .map(FileStatus::getPath)
        .filter(path -> !path.getName().startsWith("_") && !path.getName().startsWith("."))
        .sorted(Comparator.comparing(Path::getName))
        .toList();
  }

  private static long update(MessageDigest digest, FileSystem fileSystem, Path file)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    try (InputStream in = fileSystem.open(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        bytes += read;
      }
    }
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package io.kinespark.spark.checkpoint;

import io.kinespark.spark.storage.WholeFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** How much room there is where checkpoints go, and whether a failed write was for want of it. */
final class FreeSpace {

  /** What operating systems and HDFS say when there is none. */
  private static final List<String> SIGNS =
      List.of("No space left on device", "Disk quota exceeded", "QuotaExceededException");

  private final FileSystem files;
  private final Path root;

  FreeSpace(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /** Bytes that are left; empty where a file system, such as an object store's, does not say. */
  OptionalLong left() {
    try {
      Path there = root;
      while (!files.exists(there)) {
        there = there.getParent();
      }
      long left = files.getStatus(there).getRemaining();
      return left == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(left);
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * A failed write in words: for want of space, or for another reason.
   *
   * @param file that could not be written
   * @param contents of the whole checkpoint
   */
  IOException failure(Path file, Map<String, CheckpointFile> contents, Throwable cause) {
    OptionalLong left = left();
    long needed;
    try {
      needed = size(contents);
    } catch (IOException e) {
      return WholeFiles.failure(file, cause);
    }
    if (!saysSo(cause) && (left.isEmpty() || left.getAsLong() >= needed)) {
      return WholeFiles.failure(file, cause);
    }
    return new NoSpaceException(
        String.format(
            Locale.ROOT,
            "%s cannot be written: no space left; the checkpoint needs %s%s. Make room there, or"
                + " lower train.checkpoint.keep, and start the run again: it goes on from its newest"
                + " checkpoint",
            file,
            megabytes(needed),
            left.isPresent() ? ", " + megabytes(left.getAsLong()) + " were left" : ""),
        needed,
        cause);
  }

  private static boolean saysSo(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = cause.toString();
      if (SIGNS.stream().anyMatch(text::contains)) {
        return true;
      }
    }
    return false;
  }

  private static long size(Map<String, CheckpointFile> contents) throws IOException {
    var counted = new CountingStream();
    for (CheckpointFile content : contents.values()) {
      content.writeTo(counted);
    }
    return counted.bytes;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static final class CountingStream extends OutputStream {
    private long bytes;

    @Override
    public void write(int value) {
      bytes++;
    }

    @Override
    public void write(byte[] values, int from, int length) {
      bytes += length;
    }
  }
}

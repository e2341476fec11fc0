package io.kinespark.spark.checkpoint;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FsStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A small disk: writing fails, as Hadoop's local file system does, when its files are so large. */
public final class FullFileSystem extends RawLocalFileSystem {

  private final File disk;
  private final long size;

  /**
   * A disk.
   *
   * @param disk its folder
   * @param size bytes that fit on it
   */
  public FullFileSystem(java.nio.file.Path disk, long size) {
    this.disk = disk.toFile();
    this.size = size;
  }

  private long left() throws IOException {
    try (Stream<java.nio.file.Path> all = Files.walk(disk.toPath())) {
      return size
          - all.map(java.nio.file.Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    }
  }

  @Override
  public FsStatus getStatus(Path path) throws IOException {
    return new FsStatus(size, size - left(), left());
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return limited(super.create(path, overwrite, bufferSize, replication, blockSize, progress));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return limited(
        super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress));
  }

  private FSDataOutputStream limited(FSDataOutputStream out) throws IOException {
    return new FSDataOutputStream(out, null) {
      private long left = left();

      @Override
      public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        super.write(bytes, from, (int) Math.max(0, Math.min(left, length)));
        left -= length;
        if (left < 0) {
          writeNowhere();
        }
      }
    };
  }

  /** Fails as the operating system and Hadoop do, by {@code /dev/full}. */
  private void writeNowhere() throws IOException {
    try (FSDataOutputStream full =
        super.create(new Path("file:/dev/full"), true, 1, (short) 1, 1, null)) {
      full.write(0);
    }
  }
}

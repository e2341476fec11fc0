package io.kinespark.spark.checkpoint;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A local file system that stops working after a number of steps, as if the power went. */
final class DyingFileSystem extends RawLocalFileSystem {

  private int stepsLeft;

  DyingFileSystem(int steps) {
    this.stepsLeft = steps;
  }

  private void step() throws IOException {
    if (stepsLeft-- <= 0) {
      throw new IOException("power cut");
    }
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    step();
    return super.mkdirs(path);
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
    step();
    return dying(super.create(path, overwrite, bufferSize, replication, blockSize, progress));
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
    step();
    return dying(super.create(path, overwrite, bufferSize, replication, blockSize, progress));
  }

  private FSDataOutputStream dying(FSDataOutputStream out) throws IOException {
    return new FSDataOutputStream(out, null) {
      @Override
      public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        step();
        super.write(bytes, from, length);
      }

      @Override
      public void hsync() throws IOException {
        step();
        super.hsync();
      }

      @Override
      public void close() throws IOException {
        super.close();
        step();
      }
    };
  }
}

package io.kinespark.spark.storage;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.preprocessing.storage.Locations;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The bytes of a file on any Hadoop file system. */
public final class HadoopBytes implements ByteSource {
  private final FSDataInputStream in;
  private final String name;
  private final long size;

  private HadoopBytes(FSDataInputStream in, String name, long size) {
    this.in = in;
    this.name = name;
    this.size = size;
  }

  /**
   * Opens a file; the caller closes it.
   *
   * @param file its path
   * @param hadoop finds its file system
   * @throws IOException if it is not there or cannot be opened
   */
  public static HadoopBytes open(Path file, Configuration hadoop) throws IOException {
    FileSystem files = Locations.fileSystem(file, hadoop);
    long size = files.getFileStatus(file).getLen();
    return new HadoopBytes(files.open(file), file.toString(), size);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    in.readFully(position, target, offset, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

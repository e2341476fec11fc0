package io.kinespark.spark.evaluate;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** The local disk under the scheme {@code faulty}, with a file that is dangerous to open. */
public final class FaultyFileSystem extends RawLocalFileSystem {

  /** Key that makes Hadoop find this class. */
  static final String IMPLEMENTATION = "fs.faulty.impl";

  /** Key of the end of the path of a file that cannot be opened. */
  static final String FAILS = "test.faulty.fails";

  /** Key that is true for a file system that tells nothing about folders either. */
  static final String GONE = "test.faulty.gone";

  /** Key of the end of the path of a file that ends the process the first time it is opened. */
  static final String KILLS = "test.faulty.kills";

  /** Key of the file that is made when that happens. */
  static final String MARKER = "test.faulty.marker";

  /** Key of the beginning of the names of files that cannot be made. */
  static final String FULL = "test.faulty.full";

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (path.getName().startsWith(getConf().get(FULL, "\n"))) {
      throw new IOException("the disk is full");
    }
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public URI getUri() {
    return URI.create("faulty:///");
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    Configuration conf = getConf();
    if (path.toString().endsWith(conf.get(FAILS, "\n"))) {
      throw new IOException("the disk has a fault");
    }
    if (path.toString().endsWith(conf.get(KILLS, "\n"))) {
      killOnce(conf.get(MARKER));
    }
    return super.open(path, bufferSize);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    FileStatus status = super.getFileStatus(path);
    if (status.isDirectory() && getConf().getBoolean(GONE, false)) {
      throw new IOException("the disk is gone");
    }
    return status;
  }

  /** Ends this process as a kill -9 would. */
  private static void killOnce(String marker) throws IOException {
    try {
      Files.createFile(java.nio.file.Path.of(marker));
      Runtime.getRuntime().halt(137);
    } catch (FileAlreadyExistsException e) {
      return;
    }
  }
}

package io.kinespark.preprocessing.video;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * A video file on any Hadoop file system. It is read forwards through one open stream, and seeks
 * only where the container asks for it, which is what HDFS and object stores serve best.
 */
public final class HadoopInput implements VideoInput {

  private final String name;
  private final FSDataInputStream stream;
  private final long length;

  private HadoopInput(String name, FSDataInputStream stream, long length) {
    this.name = name;
    this.stream = stream;
    this.length = length;
  }

  /**
   * Opens a file.
   *
   * @param fileSystem where it lies
   * @param path its path
   * @return the open input, to be closed by the caller
   * @throws VideoRejectedException {@link RejectReason#MISSING_FILE} if it does not exist, is a
   *     folder, or has a name that its file system does not take
   * @throws IOException if the file system fails
   */
  public static HadoopInput open(FileSystem fileSystem, Path path) throws IOException {
    try {
      FileStatus status = fileSystem.getFileStatus(path);
      if (!status.isFile()) {
        throw new VideoRejectedException(
            RejectReason.MISSING_FILE, path.toString(), "this is a folder, not a video file");
      }
      return new HadoopInput(path.toString(), openStream(fileSystem, status), status.getLen());
    } catch (FileNotFoundException e) {
      throw new VideoRejectedException(
          RejectReason.MISSING_FILE,
          path.toString(),
          "no such file; check the data set's root folder and the row that lists it",
          e);
    } catch (IllegalArgumentException e) {
      throw nameNotTaken(path.toString(), e);
    }
  }

  /**
   * The rejection of a video whose name its file system does not take, as HDFS takes no colon.
   *
   * @param name the video's path
   * @param cause what the file system says to it
   * @return the rejection, {@link RejectReason#MISSING_FILE}
   */
  public static VideoRejectedException nameNotTaken(String name, IllegalArgumentException cause) {
    return new VideoRejectedException(
        RejectReason.MISSING_FILE,
        name,
        "its file system has no files of such a name: " + cause.getMessage(),
        cause);
  }

  /**
   * Opens a file without asking for its status again. Java's own files tell that reading is not
   * allowed by the exception for missing ones.
   */
  private static FSDataInputStream openStream(FileSystem fileSystem, FileStatus status)
      throws IOException {
    Path path = status.getPath();
    try {
      return FutureIO.awaitFuture(fileSystem.openFile(path).withFileStatus(status).build());
    } catch (FileNotFoundException e) {
      if (fileSystem.exists(path)) {
        throw new IOException(path + " exists but cannot be read: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int read(long position, byte[] buffer, int count) throws IOException {
    if (position >= length) {
      return -1;
    }
    if (stream.getPos() != position) {
      stream.seek(position);
    }
    return stream.read(buffer, 0, count);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

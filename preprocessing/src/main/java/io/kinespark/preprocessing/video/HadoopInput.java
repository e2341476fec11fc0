package io.kinespark.preprocessing.video;

import io.kinespark.preprocessing.storage.FileKind;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.storage.NoAnswerException;
import io.kinespark.preprocessing.storage.StorageWatch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * A video file on any Hadoop file system. It is read forwards through one open stream, and seeks
 * only where the container asks for it, which is what HDFS and object stores serve best. A file
 * system that does not answer is waited for no longer than the input's time.
 */
public final class HadoopInput implements VideoInput {

  private final String name;
  private final Opened opened;
  private final Duration openingTime;
  private long endNanos;
  private boolean lost;

  private HadoopInput(String name, Opened opened, long beganNanos, Duration limit) {
    this.name = name;
    this.opened = opened;
    this.openingTime = Duration.ofNanos(System.nanoTime() - beganNanos);
    this.endNanos = beganNanos + limit.toNanos();
  }

  /**
   * An open file.
   *
   * @param stream empty for an empty file
   * @param length its bytes
   */
  private record Opened(Optional<FSDataInputStream> stream, long length) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      if (stream.isPresent()) {
        stream.get().close();
      }
    }
  }

  /** Finds a file system. */
  @FunctionalInterface
  private interface Finder {
    FileSystem find() throws IOException;
  }

  /**
   * Opens a file.
   *
   * @param configuration finds its file system
   * @param path its path
   * @param limit how long opening and reading may take
   * @return the open input, to be closed by the caller
   * @throws VideoRejectedException {@link RejectReason#MISSING_FILE} if it does not exist, or has a
   *     name that its file system does not take, {@link RejectReason#NOT_A_FILE} if it is a folder
   *     or something else, {@link RejectReason#NO_ANSWER} if the file system does not say so in
   *     time
   * @throws IOException if the file system fails
   */
  public static HadoopInput open(Configuration configuration, Path path, Duration limit)
      throws IOException {
    return open(() -> Locations.fileSystem(path, configuration), path, limit);
  }

  /**
   * Opens a file, to be read within the default deadline.
   *
   * @param fileSystem where it lies
   * @param path its path
   * @return the open input, to be closed by the caller
   * @throws VideoRejectedException as {@link #open(Configuration, Path, Duration)}
   * @throws IOException if the file system fails
   */
  public static HadoopInput open(FileSystem fileSystem, Path path) throws IOException {
    return open(() -> fileSystem, path, DecodeOptions.defaults().deadline());
  }

  private static HadoopInput open(Finder files, Path path, Duration limit) throws IOException {
    long began = System.nanoTime();
    try {
      Opened opened = StorageWatch.call(path.toString(), limit, () -> openNow(files.find(), path));
      return new HadoopInput(path.toString(), opened, began, limit);
    } catch (NoAnswerException e) {
      throw noAnswer(path.toString(), e);
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

  private static Opened openNow(FileSystem fileSystem, Path path) throws IOException {
    FileStatus status = fileSystem.getFileStatus(path);
    if (!status.isFile()) {
      throw new VideoRejectedException(
          RejectReason.NOT_A_FILE, path.toString(), path + " is a folder, not a video file");
    }
    if (status.getLen() == 0) {
      requireFile(fileSystem, path, path.toString());
      return new Opened(Optional.empty(), 0);
    }
    return new Opened(Optional.of(openStream(fileSystem, status)), status.getLen());
  }

  /**
   * Checks that a path leads to a file. Only what has no length has to be looked at.
   *
   * @param fileSystem where it lies
   * @param path its path
   * @param video what names the video
   * @throws VideoRejectedException {@link RejectReason#NOT_A_FILE} if it leads to a FIFO or the
   *     like
   * @throws IOException if the file system fails
   */
  public static void requireFile(FileSystem fileSystem, Path path, String video)
      throws IOException {
    Optional<String> special = FileKind.special(fileSystem, path);
    if (special.isPresent()) {
      throw new VideoRejectedException(
          RejectReason.NOT_A_FILE, video, path + " is " + special.get() + ", not a file");
    }
  }

  /**
   * A file system's silence as a fault of the file.
   *
   * @param video what names the video
   * @param why what did not answer
   * @return the rejection
   */
  public static VideoRejectedException noAnswer(String video, NoAnswerException why) {
    return new VideoRejectedException(
        RejectReason.NO_ANSWER,
        video,
        why.getMessage() + "; look after the mount or server, or raise decode.deadline",
        why);
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
    return opened.length();
  }

  @Override
  public Duration openingTime() {
    return openingTime;
  }

  @Override
  public void readWithin(Duration limit) {
    endNanos = System.nanoTime() + limit.toNanos();
  }

  @Override
  public int read(long position, byte[] buffer, int count) throws IOException {
    if (position >= length()) {
      return -1;
    }
    FSDataInputStream stream = opened.stream().orElseThrow();
    try {
      return StorageWatch.call(
          name,
          rest(),
          () -> {
            if (stream.getPos() != position) {
              stream.seek(position);
            }
            return stream.read(buffer, 0, count);
          },
          opened::close);
    } catch (NoAnswerException e) {
      lost = true;
      throw noAnswer(name, e);
    }
  }

  private Duration rest() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /** Closes the file, unless a read that has not returned will do that. */
  @Override
  public void close() throws IOException {
    if (!lost) {
      opened.close();
    }
  }
}

package io.kinespark.preprocessing.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file system whose files are opened and read by calls that return in time, for files that are
 * read from end to end, such as lists and annotations. What is no file is not opened.
 */
public final class WatchedFileSystem extends FilterFileSystem {

  /** As long as decoding a video may take by default. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Duration limit;

  private WatchedFileSystem(FileSystem files, Duration limit) {
    super(files);
    this.limit = limit;
  }

  /**
   * Watches a file system, which stays open.
   *
   * @param files the file system
   * @return the same, waiting two minutes for each answer
   */
  public static FileSystem of(FileSystem files) {
    return of(files, LIMIT);
  }

  /**
   * Watches a file system, which stays open.
   *
   * @param files the file system
   * @param limit how long to wait for each answer
   * @return the same
   */
  public static FileSystem of(FileSystem files, Duration limit) {
    return files instanceof WatchedFileSystem ? files : new WatchedFileSystem(files, limit);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    FSDataInputStream in =
        StorageWatch.call(path.toString(), limit, () -> openNow(path, bufferSize));
    return new FSDataInputStream(new Watched(in, path.toString(), limit));
  }

  private FSDataInputStream openNow(Path path, int bufferSize) throws IOException {
    Optional<String> special = FileKind.special(fs, path);
    if (special.isPresent()) {
      throw new IOException(path + " is " + special.get() + ", not a file");
    }
    return fs.open(path, bufferSize);
  }

  /** A stream that is closed by a read which returns late. */
  private static final class Watched extends FSInputStream {

    private final FSDataInputStream in;
    private final String name;
    private final Duration limit;
    private boolean lost;

    Watched(FSDataInputStream in, String name, Duration limit) {
      this.in = in;
      this.name = name;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      try {
        return StorageWatch.call(name, limit, () -> in.read(buffer, offset, count), in::close);
      } catch (NoAnswerException e) {
        lost = true;
        throw e;
      }
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) throws IOException {
      return in.seekToNewSource(position);
    }

    @Override
    public void close() throws IOException {
      if (!lost) {
        in.close();
      }
    }
  }
}

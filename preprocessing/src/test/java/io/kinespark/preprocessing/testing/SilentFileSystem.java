package io.kinespark.preprocessing.testing;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local disk as {@code silent:}, on which nothing answers that has to do with a path that names
 * the call: {@code no-status}, {@code no-open} or {@code no-read}. Nothing interrupts such a call
 * either, until {@link #answer} lets all of them go on.
 */
public final class SilentFileSystem extends RawLocalFileSystem {

  private static final URI NAME = URI.create("silent:///");

  private static CountDownLatch answers = new CountDownLatch(1);

  /** A configuration that knows the file system. */
  public static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.setClass("fs.silent.impl", SilentFileSystem.class, SilentFileSystem.class);
    configuration.setBoolean("fs.silent.impl.disable.cache", true);
    return configuration;
  }

  /** The path of a file of the local disk. */
  public static Path path(java.nio.file.Path file) {
    return new Path("silent:" + file);
  }

  /** Makes all calls go on that wait, and later ones wait again. */
  public static synchronized void answer() {
    answers.countDown();
    answers = new CountDownLatch(1);
  }

  private static synchronized CountDownLatch latch() {
    return answers;
  }

  private static void waitIf(Path path, String call) {
    if (!path.toString().contains(call)) {
      return;
    }
    CountDownLatch latch = latch();
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // A system call on a dead mount is not interrupted either.
      }
    }
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    waitIf(path, "no-status");
    return super.getFileStatus(path);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    waitIf(path, "no-open");
    FSDataInputStream in = super.open(path, bufferSize);
    return path.toString().contains("no-read") ? new FSDataInputStream(new Silent(in, path)) : in;
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    waitIf(path, "no-status");
    return super.listStatus(path);
  }

  /** A stream whose first bytes come, and no more. */
  private static final class Silent extends org.apache.hadoop.fs.FSInputStream {

    private static final int FIRST_BYTES = 16;

    private final FSDataInputStream in;
    private final Path path;

    Silent(FSDataInputStream in, Path path) {
      this.in = in;
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      if (in.getPos() >= FIRST_BYTES) {
        waitIf(path, "no-read");
      }
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      if (in.getPos() >= FIRST_BYTES) {
        waitIf(path, "no-read");
      }
      return in.read(buffer, offset, Math.min(count, FIRST_BYTES));
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
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}

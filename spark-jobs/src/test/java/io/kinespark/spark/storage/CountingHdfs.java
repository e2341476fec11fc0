package io.kinespark.spark.storage;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** HDFS that counts the streams that are open for reading, over all instances of a process. */
public final class CountingHdfs extends DistributedFileSystem {
  private static final AtomicInteger OPENED = new AtomicInteger();
  private static final AtomicInteger OPEN = new AtomicInteger();

  /** How many streams were ever opened. */
  static int opened() {
    return OPENED.get();
  }

  /** How many of them are not closed. */
  static int open() {
    return OPEN.get();
  }

  /** How many bytes were read through this instance. */
  long bytesRead() {
    return statistics.getBytesRead();
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return new CountedStream(super.open(path, bufferSize));
  }

  private static final class CountedStream extends FSDataInputStream {
    private final AtomicBoolean closed = new AtomicBoolean();

    CountedStream(FSDataInputStream in) {
      super(in);
      OPENED.incrementAndGet();
      OPEN.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (closed.compareAndSet(false, true)) {
        OPEN.decrementAndGet();
      }
    }
  }
}

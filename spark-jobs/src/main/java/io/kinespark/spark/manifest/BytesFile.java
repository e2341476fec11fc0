package io.kinespark.spark.manifest;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A Parquet file in memory.
 *
 * @param name its name
 * @param bytes all of it
 */
record BytesFile(String name, byte[] bytes) implements InputFile {

  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream(new Positioned(bytes));
  }

  /** What errors of Parquet's reader name. */
  @Override
  public String toString() {
    return name;
  }

  private static final class Positioned extends ByteArrayInputStream {
    Positioned(byte[] bytes) {
      super(bytes);
    }

    void seek(long position) throws EOFException {
      if (position < 0 || position > count) {
        throw new EOFException("byte %d of a file of %d".formatted(position, count));
      }
      pos = (int) position;
    }

    int position() {
      return pos;
    }
  }

  private static final class Stream extends DelegatingSeekableInputStream {
    private final Positioned bytes;

    Stream(Positioned bytes) {
      super(bytes);
      this.bytes = bytes;
    }

    @Override
    public long getPos() {
      return bytes.position();
    }

    @Override
    public void seek(long position) throws EOFException {
      bytes.seek(position);
    }
  }
}

package io.kinespark.models.checkpoint;

import java.io.IOException;
import java.io.InputStream;

/** Reads a source from its begin to its end. */
final class ByteSourceStream extends InputStream {
  private final ByteSource source;
  private long position;

  ByteSourceStream(ByteSource source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    long left = source.size() - position;
    if (left <= 0) {
      return -1;
    }
    int count = (int) Math.min(left, length);
    source.read(position, target, offset, count);
    position += count;
    return count;
  }

  /** Takes no more memory than is left. */
  @Override
  public byte[] readNBytes(int length) throws IOException {
    byte[] bytes = new byte[(int) Math.min(source.size() - position, length)];
    source.read(position, bytes, 0, bytes.length);
    position += bytes.length;
    return bytes;
  }
}

package io.kinespark.models.checkpoint;

import java.io.EOFException;
import java.io.IOException;

/** A source over an array. */
final class BytesInMemory implements ByteSource {
  private final byte[] bytes;
  private final String name;

  BytesInMemory(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    if (position < 0 || position > bytes.length - length) {
      throw new EOFException(
          "%s: %d bytes at %d are beyond its end".formatted(name, length, position));
    }
    System.arraycopy(bytes, (int) position, target, offset, length);
  }

  @Override
  public void close() {}
}

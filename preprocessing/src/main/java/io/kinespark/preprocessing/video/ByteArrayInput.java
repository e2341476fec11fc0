package io.kinespark.preprocessing.video;

import java.util.Objects;

/** A video file held in memory. */
public final class ByteArrayInput implements VideoInput {

  private final String name;
  private final byte[] bytes;

  /**
   * Wraps a file's bytes without copying them.
   *
   * @param name what names the video in messages
   * @param bytes the whole file
   */
  public ByteArrayInput(String name, byte[] bytes) {
    this.name = Objects.requireNonNull(name, "name");
    this.bytes = Objects.requireNonNull(bytes, "bytes");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public int read(long position, byte[] buffer, int count) {
    if (position >= bytes.length) {
      return -1;
    }
    int read = (int) Math.min(count, bytes.length - position);
    System.arraycopy(bytes, (int) position, buffer, 0, read);
    return read;
  }

  @Override
  public void close() {
    // The array belongs to the caller.
  }
}

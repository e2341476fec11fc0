package io.kinespark.models.checkpoint;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that can be read at any position, on whatever storage: a checkpoint's containers begin with
 * a directory or end with one, and only what is needed of the rest is read.
 */
public interface ByteSource extends Closeable {
  /** The file's name or address, for messages. */
  String name();

  /** How many bytes there are. */
  long size();

  /**
   * Reads exactly {@code length} bytes.
   *
   * @param position of the first, from 0
   * @param target receives them from {@code offset} on
   * @throws EOFException if there are fewer
   * @throws IOException if they cannot be read
   */
  void read(long position, byte[] target, int offset, int length) throws IOException;

  /**
   * Reads exactly {@code length} bytes.
   *
   * @throws CheckpointException if they do not all lie within the source; nothing is allocated then
   */
  default byte[] read(long position, int length) throws IOException {
    if (position < 0 || length < 0 || position > size() - length) {
      throw new CheckpointException(
          name(),
          "bytes %d to %d are needed but it has only %d; it is truncated or damaged"
              .formatted(position, position + length, size()));
    }
    byte[] bytes = new byte[length];
    read(position, bytes, 0, length);
    return bytes;
  }

  /**
   * Bytes in memory, which must not change.
   *
   * @param name for messages
   */
  static ByteSource of(byte[] bytes, String name) {
    return new BytesInMemory(bytes, name);
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be opened
   */
  static ByteSource open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new FileBytes(channel, file.toString(), channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** A stream over all bytes, which does not close the source. */
  default InputStream stream() {
    return new ByteSourceStream(this);
  }

  /** A {@link ByteBuffer} over the bytes of {@link #read(long, int)}, little-endian. */
  default ByteBuffer readLittleEndian(long position, int length) throws IOException {
    return ByteBuffer.wrap(read(position, length)).order(ByteOrder.LITTLE_ENDIAN);
  }
}

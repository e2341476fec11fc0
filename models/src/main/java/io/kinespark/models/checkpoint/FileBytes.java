package io.kinespark.models.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A source over a local file. */
record FileBytes(FileChannel channel, String name, long size) implements ByteSource {
  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    long at = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw new EOFException("%s ends at byte %d while it is read".formatted(name, at));
      }
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package io.kinespark.models.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: an 8-byte little-endian header length, a JSON header, then the tensors'
 * bytes without gaps.
 *
 * <p>Reading takes memory only as bytes arrive: a header that promises more than the stream holds
 * fails when the stream ends, and with a known file size before anything is allocated.
 */
public final class Safetensors {
  /** The longest header that the format's reference implementation accepts. */
  static final long MAX_HEADER_BYTES = 100_000_000L;

  private static final int LENGTH_BYTES = Long.BYTES;

  private Safetensors() {}

  /**
   * Reads a file.
   *
   * @throws CheckpointException if it is truncated or malformed
   * @throws IOException if it cannot be opened or read
   */
  public static StateDict read(Path file) throws IOException {
    try (ByteSource source = ByteSource.open(file)) {
      return read(source);
    }
  }

  /**
   * Reads bytes.
   *
   * @param name for messages
   * @throws CheckpointException if they are truncated or malformed
   */
  public static StateDict read(byte[] bytes, String name) throws IOException {
    return read(ByteSource.of(bytes, name));
  }

  /**
   * Reads a file.
   *
   * @throws CheckpointException if it is truncated or malformed
   * @throws IOException if it cannot be read
   */
  public static StateDict read(ByteSource source) throws IOException {
    return read(source.stream(), source.name(), source.size());
  }

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param name for messages
   * @throws CheckpointException if it is truncated or malformed
   * @throws IOException if it cannot be read
   */
  public static StateDict read(InputStream in, String name) throws IOException {
    return read(in, name, Long.MAX_VALUE);
  }

  private static StateDict read(InputStream in, String name, long size) throws IOException {
    byte[] lengthBytes = in.readNBytes(LENGTH_BYTES);
    if (lengthBytes.length < LENGTH_BYTES) {
      throw new CheckpointException(
          name,
          "%d bytes are too few for a safetensors file; it is empty or truncated"
              .formatted(lengthBytes.length));
    }
    long length = ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_HEADER_BYTES) {
      throw new CheckpointException(
          name,
          "header length %s is impossible; this is no safetensors file"
              .formatted(Long.toUnsignedString(length)));
    }
    if (length > size - LENGTH_BYTES) {
      throw new CheckpointException(
          name,
          "the header should have %d bytes but the file has only %d; it is truncated"
              .formatted(length, size));
    }
    byte[] header = in.readNBytes((int) length);
    if (header.length < length) {
      throw new CheckpointException(
          name,
          "the header ends after %d of %d bytes; the file is truncated"
              .formatted(header.length, length));
    }
    SafetensorsHeader parsed = SafetensorsHeader.parse(header, name);
    if (size != Long.MAX_VALUE && parsed.dataBytes() != size - LENGTH_BYTES - length) {
      throw new CheckpointException(
          name,
          "the header describes %d bytes of tensors but %d follow it; the file is truncated or damaged"
              .formatted(parsed.dataBytes(), size - LENGTH_BYTES - length));
    }
    return readTensors(in, name, parsed);
  }

  private static StateDict readTensors(InputStream in, String name, SafetensorsHeader header)
      throws IOException {
    Map<String, HostTensor> read = new HashMap<>();
    for (SafetensorsHeader.Entry entry : header.inFileOrder()) {
      byte[] bytes = in.readNBytes(entry.bytes());
      if (bytes.length < entry.bytes()) {
        throw new CheckpointException(
            name,
            "tensor '%s' ends after %d of %d bytes; the file is truncated"
                .formatted(entry.name(), bytes.length, entry.bytes()));
      }
      read.put(
          entry.name(),
          HostTensor.of(
              entry.type(), bytes, entry.shape().stream().mapToLong(Long::longValue).toArray()));
    }
    if (in.read() >= 0) {
      throw new CheckpointException(
          name, "bytes follow the last tensor; the file is damaged or not a safetensors file");
    }
    Map<String, HostTensor> ordered = new LinkedHashMap<>();
    header.entries().forEach(entry -> ordered.put(entry.name(), read.get(entry.name())));
    return new StateDict(ordered, header.metadata());
  }

  /**
   * Writes a file, replacing one of that name. The bytes depend on the dictionary alone.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(StateDict state, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(state, out);
    }
  }

  /**
   * Writes to a stream, which the caller closes. Tensors of wider elements come first, so that all
   * are aligned; the header keeps the dictionary's order.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(StateDict state, OutputStream out) throws IOException {
    List<Map.Entry<String, HostTensor>> inFileOrder = new ArrayList<>(state.tensors().entrySet());
    inFileOrder.sort(Comparator.comparingInt(entry -> -entry.getValue().type().bytes()));
    byte[] header = SafetensorsHeader.format(state, inFileOrder);
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(0, header.length);
    out.write(length.array());
    out.write(header);
    WritableByteChannel channel = Channels.newChannel(out);
    for (Map.Entry<String, HostTensor> entry : inFileOrder) {
      ByteBuffer bytes = entry.getValue().buffer();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}

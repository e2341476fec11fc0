package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of pickles that follow each other, read through a small window. */
final class PickleInput {
  private static final int WINDOW = 8192;
  private static final int LONGEST_LINE = 4096;

  private final ByteSource source;
  private final String entry;
  private final long begin;
  private final long end;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
  private long windowEnd;

  /**
   * The bytes of a part of a file.
   *
   * @param source the file
   * @param entry what the part is called in messages
   * @param begin its first byte
   * @param end its end
   */
  PickleInput(ByteSource source, String entry, long begin, long end) {
    this.source = source;
    this.entry = entry;
    this.begin = begin;
    this.end = end;
    this.windowEnd = begin;
    window.limit(0);
  }

  /** The position in the file of the next byte. */
  long position() {
    return windowEnd - window.remaining();
  }

  /** An exception that says where it happened. */
  CheckpointException defect(String cause, long position) {
    return new CheckpointException(
        source.name(), "%s, byte %d: %s".formatted(entry, position - begin, cause));
  }

  int unsignedByte() throws IOException {
    return Byte.toUnsignedInt(need(1).get());
  }

  int unsignedShort() throws IOException {
    return Short.toUnsignedInt(need(Short.BYTES).getShort());
  }

  int signedInt() throws IOException {
    return need(Integer.BYTES).getInt();
  }

  long unsignedInt() throws IOException {
    return Integer.toUnsignedLong(signedInt());
  }

  long signedLong() throws IOException {
    return need(Long.BYTES).getLong();
  }

  /** A double, which pickles have big-endian. */
  double bigEndianDouble() throws IOException {
    return Double.longBitsToDouble(Long.reverseBytes(signedLong()));
  }

  /** As many bytes as said; the length is checked against what is left before they are taken. */
  byte[] bytes(long length) throws IOException {
    long position = position();
    if (length < 0 || length > end - position || length > Integer.MAX_VALUE - Long.BYTES) {
      throw truncated(length, position);
    }
    byte[] bytes = new byte[(int) length];
    int inWindow = Math.min(bytes.length, window.remaining());
    window.get(bytes, 0, inWindow);
    int rest = bytes.length - inWindow;
    if (rest > 0) {
      source.read(windowEnd, bytes, inWindow, rest);
      windowEnd += rest;
    }
    return bytes;
  }

  /** Passes over bytes without taking memory for them. */
  void skip(long length) throws IOException {
    long position = position();
    if (length < 0 || length > end - position) {
      throw truncated(length, position);
    }
    windowEnd = position + length;
    window.limit(0);
  }

  /** UTF-8 text of that many bytes. */
  String text(long length) throws IOException {
    long position = position();
    byte[] bytes = bytes(length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      CheckpointException defect = defect("a string is no UTF-8", position);
      defect.initCause(e);
      throw defect;
    }
  }

  /** Text that Python 2 wrote: UTF-8, or else Latin-1. */
  String oldText(long length) throws IOException {
    byte[] bytes = bytes(length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** ASCII text up to the next line feed. */
  String line() throws IOException {
    long position = position();
    StringBuilder line = new StringBuilder();
    for (int next = unsignedByte(); next != '\n'; next = unsignedByte()) {
      if (line.length() == LONGEST_LINE) {
        throw defect("a line is longer than %d bytes".formatted(LONGEST_LINE), position);
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private ByteBuffer need(int length) throws IOException {
    if (window.remaining() < length) {
      long position = position();
      if (length > end - position) {
        throw truncated(length, position);
      }
      int filled = (int) Math.min(WINDOW, end - position);
      source.read(position, window.array(), 0, filled);
      window.clear().limit(filled);
      windowEnd = position + filled;
    }
    return window;
  }

  private CheckpointException truncated(long length, long position) {
    return defect(
        "%d more bytes are needed but %d are left; the file is truncated or damaged"
            .formatted(length, end - position),
        position);
  }
}

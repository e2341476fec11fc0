package io.kinespark.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 with or without a byte-order mark, and nothing else. Unlike Java's own reader it hands out
 * all that comes before a defect, so that the defect has a place.
 */
final class Utf8Reader extends Reader {
  private static final int BUFFER = 1 << 14;
  private static final int MARK = 0xFEFF;

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private boolean started;
  private boolean ended;

  Utf8Reader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads characters.
   *
   * @throws MalformedInputException at the first that is not UTF-8
   * @throws IOException if the bytes cannot be read
   */
  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
    while (chars.position() == offset) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (result.isError() && chars.position() == offset) {
        result.throwException();
      }
      if (!started && chars.position() > offset) {
        started = true;
        if (buffer[offset] == MARK) {
          System.arraycopy(buffer, offset + 1, buffer, offset, chars.position() - offset - 1);
          chars.position(chars.position() - 1);
        }
      }
      if (chars.position() == offset && !fill()) {
        return -1;
      }
    }
    return chars.position() - offset;
  }

  private boolean fill() throws IOException {
    if (ended) {
      return bytes.hasRemaining();
    }
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

package io.kinespark.spark.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * A stream of encoded text that passes on what {@link TerminalText#lines} makes of it. A character
 * whose bytes arrive in parts is passed on once it is whole. Safe for several threads, as the
 * process's own streams are.
 */
final class TerminalStream extends OutputStream {
  private static final int BUFFER = 8192;

  private final OutputStream out;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
  private final CharBuffer chars = CharBuffer.allocate(BUFFER);

  TerminalStream(OutputStream out, Charset charset) {
    this.out = out;
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  @Override
  public synchronized void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] source, int offset, int length) throws IOException {
    int at = offset;
    while (at < offset + length) {
      int count = Math.min(bytes.remaining(), offset + length - at);
      bytes.put(source, at, count);
      at += count;
      bytes.flip();
      decode();
      bytes.compact();
    }
  }

  private void decode() throws IOException {
    CoderResult result;
    do {
      result = decoder.decode(bytes, chars, false);
      chars.flip();
      if (chars.hasRemaining()) {
        out.write(TerminalText.lines(chars.toString()).getBytes(charset));
      }
      chars.clear();
    } while (result.isOverflow());
  }

  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }
}

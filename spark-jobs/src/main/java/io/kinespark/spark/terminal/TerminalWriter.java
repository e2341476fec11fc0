package io.kinespark.spark.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** A writer that passes on what {@link TerminalText#lines} makes of text. */
final class TerminalWriter extends FilterWriter {
  private String half = "";

  TerminalWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    write(Character.toString((char) c));
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    synchronized (lock) {
      String whole = half + text.substring(offset, offset + length);
      int end = whole.length();
      if (end > 0 && Character.isHighSurrogate(whole.charAt(end - 1))) {
        end--;
      }
      half = whole.substring(end);
      out.write(TerminalText.lines(whole.substring(0, end)));
    }
  }
}

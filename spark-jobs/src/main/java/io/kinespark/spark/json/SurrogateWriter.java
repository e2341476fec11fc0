package io.kinespark.spark.json;

import java.io.IOException;
import java.io.Writer;

/**
 * Passes JSON text on and writes halves of surrogate pairs that stand alone as escapes. UTF-8 has
 * no form for them, and what an encoder puts in their place would make different names equal.
 */
final class SurrogateWriter extends Writer {
  private static final char NONE = 0;

  private final Writer out;
  private char high = NONE;

  /** A writer on one that it flushes but does not close. */
  SurrogateWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void write(char[] text, int begin, int length) throws IOException {
    StringBuilder passed = new StringBuilder(length + 8);
    for (int at = begin; at < begin + length; at++) {
      add(text[at], passed);
    }
    out.append(passed);
  }

  private void add(char letter, StringBuilder passed) {
    if (high != NONE && Character.isLowSurrogate(letter)) {
      passed.append(high).append(letter);
      high = NONE;
      return;
    }
    escapeHalf(passed);
    if (Character.isHighSurrogate(letter)) {
      high = letter;
    } else if (Character.isLowSurrogate(letter)) {
      escape(letter, passed);
    } else {
      passed.append(letter);
    }
  }

  private void escapeHalf(StringBuilder passed) {
    if (high != NONE) {
      escape(high, passed);
      high = NONE;
    }
  }

  private static void escape(char letter, StringBuilder passed) {
    passed.append("\\u%04X".formatted((int) letter));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    StringBuilder rest = new StringBuilder();
    escapeHalf(rest);
    out.append(rest);
    flush();
  }
}

package io.kinespark.preprocessing.annotation;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Tells texts that are not UTF-8 by the name of their encoding: what Windows' tools write, above
 * all.
 */
final class TextEncoding {

  private static final int LINE_FEED = '\n';
  private static final int FIRST_LATIN_1_LETTER = 0xA0;
  private static final int BYTES_OF_UTF_32 = 4;
  private static final int LAST_PLANE = 0x10;
  private static final double LETTERS_WITH_NUL = 0.5;

  private TextEncoding() {}

  /**
   * What a text is instead of UTF-8, as its first bytes and its NUL bytes show it.
   *
   * @param start of the text, or all of it
   * @return an encoding by its name; empty if the text may be UTF-8
   */
  static Optional<String> wide(byte[] start) {
    if (startsWith(start, (byte) 0xFF, (byte) 0xFE, (byte) 0, (byte) 0)
        || startsWith(start, (byte) 0, (byte) 0, (byte) 0xFE, (byte) 0xFF)) {
      return Optional.of("UTF-32 with a byte-order mark");
    }
    if (startsWith(start, (byte) 0xFF, (byte) 0xFE)
        || startsWith(start, (byte) 0xFE, (byte) 0xFF)) {
      return Optional.of("UTF-16 with a byte-order mark");
    }
    if (isUtf32(start, 0) || isUtf32(start, BYTES_OF_UTF_32 - 1)) {
      return Optional.of("UTF-32 without a byte-order mark");
    }
    return isUtf16(start, 1) || isUtf16(start, 0)
        ? Optional.of("UTF-16 without a byte-order mark")
        : Optional.empty();
  }

  /**
   * Why a whole text is no UTF-8 that names may be taken from.
   *
   * @param text all of it
   * @return what it is instead, and where that shows; empty if it is UTF-8
   */
  static Optional<String> problem(byte[] text) {
    Optional<String> wide = wide(text);
    if (wide.isPresent()) {
      return wide.map(name -> "it is " + name + "; save it as UTF-8");
    }
    for (int i = 0; i < text.length; i++) {
      if (text[i] == 0) {
        return Optional.of(
            "line %d has a NUL byte; it is damaged, or no text".formatted(line(text, i)));
      }
    }
    int bad = firstMalformed(text);
    return bad < 0
        ? Optional.empty()
        : Optional.of(
            "it is not UTF-8 but %s: byte 0x%02X in line %d; save it as UTF-8"
                .formatted(narrow(text), text[bad], line(text, bad)));
  }

  /** The older encodings that a text may be in, by the bytes that are not ASCII. */
  static String narrow(byte[] text) {
    boolean single = false;
    boolean windows = false;
    for (int i = 0; i < text.length; i++) {
      boolean high = text[i] < 0;
      boolean beforeHigh = i > 0 && text[i - 1] < 0;
      boolean nextHigh = i + 1 < text.length && text[i + 1] < 0;
      single |= high && !beforeHigh && !nextHigh;
      windows |= high && Byte.toUnsignedInt(text[i]) < FIRST_LATIN_1_LETTER;
    }
    if (!single) {
      return "an older encoding such as GBK, Big5 or Shift-JIS, or damaged";
    }
    return windows
        ? "an older encoding such as Windows-1252"
        : "an older encoding such as Latin-1 or Windows-1252";
  }

  private static int firstMalformed(byte[] text) {
    ByteBuffer in = ByteBuffer.wrap(text);
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(1 << 12);
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    return result.isError() ? in.position() : -1;
  }

  private static int line(byte[] text, int until) {
    int line = 1;
    for (int i = 0; i < until; i++) {
      line += text[i] == LINE_FEED ? 1 : 0;
    }
    return line;
  }

  /** Every four bytes are a character below U+110000, the high byte being at {@code high}. */
  private static boolean isUtf32(byte[] text, int high) {
    int next = high == 0 ? 1 : high - 1;
    int whole = text.length - text.length % BYTES_OF_UTF_32;
    for (int i = 0; i < whole; i += BYTES_OF_UTF_32) {
      if (text[i + high] != 0 || Byte.toUnsignedInt(text[i + next]) > LAST_PLANE) {
        return false;
      }
    }
    return whole > 0;
  }

  /**
   * All NUL bytes are high bytes, at {@code parity}, and belong to every line feed or to many
   * letters, which those that have strayed into a text do not.
   */
  private static boolean isUtf16(byte[] text, int parity) {
    IntPredicate isHigh = i -> i % 2 == parity;
    int nuls = 0;
    int lines = 0;
    int wideLines = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == 0) {
        if (!isHigh.test(i)) {
          return false;
        }
        nuls++;
      } else if (text[i] == LINE_FEED && !isHigh.test(i)) {
        lines++;
        int other = parity == 0 ? i - 1 : i + 1;
        wideLines += other < text.length && text[other] == 0 ? 1 : 0;
      }
    }
    boolean everyLine = lines > 0 && wideLines == lines;
    return nuls > 0 && (everyLine || nuls >= LETTERS_WITH_NUL * (text.length / 2.0));
  }

  private static boolean startsWith(byte[] text, byte... start) {
    if (text.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (text[i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}

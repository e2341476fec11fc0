package io.kinespark.spark.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A text in HOCON and where it came from.
 *
 * @param place where it lies
 * @param text its characters
 */
record HoconText(HoconPlace place, String text) {
  private static final char MARK = '\uFEFF';

  /**
   * Reads a file whole.
   *
   * @throws ConfigurationException if it cannot be read, is too large or is not UTF-8
   */
  static HoconText read(HoconPlace place) {
    byte[] bytes;
    try {
      bytes = place.read();
    } catch (IOException e) {
      throw new ConfigurationException(
          "The configuration file " + place.name() + " cannot be read: " + e, e);
    }
    if (bytes.length > HoconBounds.FILE_BYTES) {
      throw new ConfigurationException(
          "The configuration file %s has more than %d bytes, which none is that people write"
              .formatted(place.name(), HoconBounds.FILE_BYTES));
    }
    return new HoconText(place, decode(bytes, place.name()));
  }

  /** A text that is no file; its includes are looked for in the working directory. */
  static HoconText at(String name, String text) {
    return new HoconText(new HoconPlace.OnDisk(Path.of(name).toAbsolutePath(), name), text);
  }

  private static String decode(byte[] bytes, String name) {
    CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    String text = chars.flip().toString();
    int nul = text.indexOf('\0');
    if (nul >= 0 || result.isError()) {
      String before = nul >= 0 ? text.substring(0, nul) : text;
      throw new ConfigurationException(
          "The configuration file %s: %d: %s; save it as UTF-8"
              .formatted(
                  name,
                  1 + before.chars().filter(c -> c == '\n').count(),
                  utf16(bytes)
                      ? "this is UTF-16"
                      : nul >= 0 ? "this is a NUL, not text" : "this is not UTF-8"));
    }
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  /** By its byte-order mark, or by the zeros that Latin letters have in it. */
  private static boolean utf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
            || (bytes[0] == 0) != (bytes[1] == 0));
  }

  /** Whether the file is one of Java's properties, which have keys and values but no nesting. */
  boolean isProperties() {
    return place.name().endsWith(".properties");
  }
}

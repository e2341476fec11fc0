package io.kinespark.preprocessing.video;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the header of an image file says of the memory that decoding takes, read without decoding.
 * Only kinds of files whose header is known here are decoded at all.
 *
 * @param kind such as {@code JPEG}
 * @param width of the largest surface that is allocated, in pixels
 * @param height of the same
 * @param scans passes over the picture, 1 for all but progressive JPEG files
 */
record ImageHeader(String kind, long width, long height, int scans) {

  private static final int MAX_NUMBER = 1 << 30;

  /** Pixels of the surface, {@code Long.MAX_VALUE} at most. */
  long pixels() {
    return width > 0 && height > Long.MAX_VALUE / width ? Long.MAX_VALUE : width * height;
  }

  /**
   * Reads a header.
   *
   * @param file an image file
   * @return empty if it is none of a known kind, ends within its header, or has a part that is
   *     longer than the file
   */
  static Optional<ImageHeader> of(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    try {
      if (begins(file, 0, "\u00ff\u00d8\u00ff")) {
        return JpegHeader.of(bytes);
      }
      if (begins(file, 0, "\u0089PNG\r\n\u001a\n")) {
        return png(bytes);
      }
      if (begins(file, 0, "GIF8")) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        return plain("GIF", bytes.getShort(6) & 0xFFFF, bytes.getShort(8) & 0xFFFF);
      }
      if (begins(file, 0, "BM")) {
        return bitmap(bytes.order(ByteOrder.LITTLE_ENDIAN));
      }
      if (begins(file, 0, "RIFF") && begins(file, 8, "WEBP")) {
        return webp(file, bytes.order(ByteOrder.LITTLE_ENDIAN));
      }
      if (begins(file, 0, "II*\0") || begins(file, 0, "II+\0")) {
        return TiffHeader.of(bytes.order(ByteOrder.LITTLE_ENDIAN));
      }
      if (begins(file, 0, "MM\0*") || begins(file, 0, "MM\0+")) {
        return TiffHeader.of(bytes);
      }
      if (file.length > 2 && file[0] == 'P' && file[1] >= '1' && file[1] <= '6') {
        return portableMap(file);
      }
      return Optional.empty();
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  static Optional<ImageHeader> plain(String kind, long width, long height) {
    return Optional.of(new ImageHeader(kind, width, height, 1));
  }

  static long unsigned(int value) {
    return value & 0xFFFFFFFFL;
  }

  private static boolean begins(byte[] file, int offset, String start) {
    byte[] wanted = start.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < wanted.length; i++) {
      if (offset + i >= file.length || file[offset + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * OpenCV takes the memory for a chunk, up to 4 GiB, before it looks whether the chunk is there.
   */
  private static Optional<ImageHeader> png(ByteBuffer bytes) {
    long at = 8;
    while (at + 8 <= bytes.limit()) {
      long chunk = unsigned(bytes.getInt((int) at));
      if (chunk > bytes.limit()) {
        return Optional.empty();
      }
      at += 12 + chunk;
    }
    return plain("PNG", unsigned(bytes.getInt(16)), unsigned(bytes.getInt(20)));
  }

  private static Optional<ImageHeader> bitmap(ByteBuffer bytes) {
    return bytes.getInt(14) == 12
        ? plain("BMP", bytes.getShort(18) & 0xFFFF, bytes.getShort(20) & 0xFFFF)
        : plain("BMP", Math.abs((long) bytes.getInt(18)), Math.abs((long) bytes.getInt(22)));
  }

  private static Optional<ImageHeader> webp(byte[] file, ByteBuffer bytes) {
    long width = 0;
    long height = 0;
    long at = 12;
    while (at + 8 <= file.length) {
      int chunk = (int) at;
      if (begins(file, chunk, "VP8X")) {
        width = Math.max(width, 1L + (bytes.getInt(chunk + 12) & 0xFFFFFF));
        height = Math.max(height, 1L + (bytes.getInt(chunk + 14) >>> 8));
      } else if (begins(file, chunk, "VP8L")) {
        int sizes = bytes.getInt(chunk + 9);
        width = Math.max(width, 1L + (sizes & 0x3FFF));
        height = Math.max(height, 1L + (sizes >> 14 & 0x3FFF));
      } else if (begins(file, chunk, "VP8 ")) {
        width = Math.max(width, bytes.getShort(chunk + 14) & 0x3FFF);
        height = Math.max(height, bytes.getShort(chunk + 16) & 0x3FFF);
      } else if (begins(file, chunk, "ANMF")) {
        width = Math.max(width, 1L + (bytes.getInt(chunk + 14) & 0xFFFFFF));
        height = Math.max(height, 1L + (bytes.getInt(chunk + 16) >>> 8));
      }
      long length = unsigned(bytes.getInt(chunk + 4));
      at += 8 + length + (length & 1);
    }
    return width > 0 ? plain("WebP", width, height) : Optional.empty();
  }

  private static Optional<ImageHeader> portableMap(byte[] file) {
    long[] numbers = new long[2];
    int at = 2;
    for (int i = 0; i < numbers.length; i++) {
      while (Character.isWhitespace(file[at]) || file[at] == '#') {
        at = file[at] == '#' ? endOfLine(file, at) : at + 1;
      }
      while (file[at] >= '0' && file[at] <= '9') {
        numbers[i] = Math.min(MAX_NUMBER, numbers[i] * 10 + file[at] - '0');
        at++;
      }
    }
    return plain("PNM", numbers[0], numbers[1]);
  }

  private static int endOfLine(byte[] file, int from) {
    int at = from;
    while (file[at] != '\n') {
      at++;
    }
    return at;
  }
}

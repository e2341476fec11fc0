package io.kinespark.preprocessing.video;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The frame header of a JPEG file, behind whatever segments come before it. */
final class JpegHeader {

  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_FRAME = 0xCF;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int EXTENSIONS = 0xC8;
  private static final int ARITHMETIC_CONDITIONS = 0xCC;
  private static final int SCAN = 0xDA;
  private static final int END = 0xD9;

  private JpegHeader() {}

  /** Reads the size, and counts the scans. */
  static Optional<ImageHeader> of(ByteBuffer bytes) {
    int at = 2;
    while (true) {
      int marker = marker(bytes, at);
      if (marker == 0xFF) {
        at++;
        continue;
      }
      if (isFrame(marker)) {
        return Optional.of(
            new ImageHeader(
                "JPEG",
                bytes.getShort(at + 7) & 0xFFFF,
                bytes.getShort(at + 5) & 0xFFFF,
                scans(bytes, at)));
      }
      if (marker == SCAN || marker == END) {
        return Optional.empty();
      }
      at = isAlone(marker) ? at + 2 : at + 2 + (bytes.getShort(at + 2) & 0xFFFF);
    }
  }

  /**
   * The marker at a place; 0xFF before one is filling, anything else is passed over by decoders.
   */
  private static int marker(ByteBuffer bytes, int at) {
    return (bytes.get(at) & 0xFF) == 0xFF ? bytes.get(at + 1) & 0xFF : 0xFF;
  }

  private static boolean isFrame(int marker) {
    return marker >= FIRST_FRAME
        && marker <= LAST_FRAME
        && marker != HUFFMAN_TABLES
        && marker != EXTENSIONS
        && marker != ARITHMETIC_CONDITIONS;
  }

  /** Markers without a length: TEM, RST0 to RST7 and SOI, and what is none. */
  private static boolean isAlone(int marker) {
    return marker <= 1 || (marker >= 0xD0 && marker <= 0xD8);
  }

  private static int scans(ByteBuffer bytes, int from) {
    int scans = 0;
    for (int at = from; at + 1 < bytes.limit() && marker(bytes, at) != END; at++) {
      scans += marker(bytes, at) == SCAN ? 1 : 0;
    }
    return Math.max(1, scans);
  }
}

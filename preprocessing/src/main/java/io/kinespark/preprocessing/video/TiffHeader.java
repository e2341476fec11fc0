package io.kinespark.preprocessing.video;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The sizes of the first picture of a TIFF file: of the picture and of its tiles. */
final class TiffHeader {

  private static final int BIG = 43;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int SHORT = 3;
  private static final int LONG8 = 16;

  private TiffHeader() {}

  /** Reads the directory of a file, the buffer being in the file's byte order. */
  static Optional<ImageHeader> of(ByteBuffer bytes) {
    boolean big = bytes.getShort(2) == BIG;
    long directory = big ? bytes.getLong(8) : ImageHeader.unsigned(bytes.getInt(4));
    int at = place(directory);
    long entries = big ? bytes.getLong(at) : bytes.getShort(at) & 0xFFFF;
    int entry = at + (big ? 8 : 2);
    int length = big ? 20 : 12;
    long[] sizes = new long[4];
    for (long i = 0; i < entries && entry + length <= bytes.limit(); i++, entry += length) {
      int index = index(bytes.getShort(entry) & 0xFFFF);
      if (index >= 0) {
        sizes[index] = value(bytes, entry, big);
      }
    }
    ImageHeader picture = new ImageHeader("TIFF", sizes[0], sizes[1], 1);
    ImageHeader tile = new ImageHeader("TIFF", sizes[2], sizes[3], 1);
    return Optional.of(tile.pixels() > picture.pixels() ? tile : picture);
  }

  private static int place(long offset) {
    if (offset < 0 || offset > Integer.MAX_VALUE - 8) {
      throw new IndexOutOfBoundsException("a directory at " + offset);
    }
    return (int) offset;
  }

  private static int index(int tag) {
    return switch (tag) {
      case WIDTH -> 0;
      case HEIGHT -> 1;
      case TILE_WIDTH -> 2;
      case TILE_HEIGHT -> 3;
      default -> -1;
    };
  }

  private static long value(ByteBuffer bytes, int entry, boolean big) {
    int at = entry + (big ? 12 : 8);
    int type = bytes.getShort(entry + 2) & 0xFFFF;
    if (type == SHORT) {
      return bytes.getShort(at) & 0xFFFF;
    }
    return type == LONG8 ? Math.max(0, bytes.getLong(at)) : ImageHeader.unsigned(bytes.getInt(at));
  }
}

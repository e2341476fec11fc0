package io.kinespark.preprocessing.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gives the frames of a generated MP4 file times of their own, by rewriting its table of times. */
public final class UnevenRate {

  private static final int BOX_HEADER = 8;
  private static final int TABLE_HEADER = 16;
  private static final int ENTRY = 8;

  private UnevenRate() {}

  /**
   * A file whose frames are shown for unequal times.
   *
   * @param mp4 a file of constant rate, its index behind its frames
   * @param shares how long each frame is shown, in frames of the constant rate; their sum is the
   *     number of frames
   */
  public static byte[] of(byte[] mp4, double... shares) {
    int table = find(mp4, "stts");
    ByteBuffer before = ByteBuffer.wrap(mp4);
    int step = before.getInt(table + TABLE_HEADER + 4);
    if (before.getInt(table + 12) != 1 || find(mp4, "mdat") > table) {
      throw new IllegalArgumentException("Not an MP4 file of constant rate, its index at the end");
    }
    int added = ENTRY * (shares.length - 1);
    ByteBuffer after = ByteBuffer.allocate(mp4.length + added);
    after.put(mp4, 0, table + 12).putInt(shares.length);
    for (double share : shares) {
      after.putInt(1).putInt((int) Math.round(share * step));
    }
    after.put(mp4, table + TABLE_HEADER + ENTRY, mp4.length - table - TABLE_HEADER - ENTRY);
    for (String box : new String[] {"moov", "trak", "mdia", "minf", "stbl", "stts"}) {
      int at = find(mp4, box);
      after.putInt(at, before.getInt(at) + added);
    }
    return after.array();
  }

  /** Position of the first box of a type. */
  private static int find(byte[] mp4, String type) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + BOX_HEADER <= mp4.length; at++) {
      if (Arrays.equals(mp4, at + 4, at + BOX_HEADER, name, 0, name.length)) {
        return at;
      }
    }
    throw new IllegalArgumentException("There is no box " + type);
  }
}

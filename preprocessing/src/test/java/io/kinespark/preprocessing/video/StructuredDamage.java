package io.kinespark.preprocessing.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Damage that keeps a file's form and lies in its fields, so that it gets past the first look of
 * demuxers: to the boxes of an mp4 file, the elements of a Matroska file or the packets of a
 * transport stream.
 */
enum StructuredDamage {

  /** ISO 14496-12: 32-bit size, type, content. */
  MP4,

  /** RFC 8794: identifier and size of 1 to 8 bytes each, content. */
  MATROSKA,

  /** ISO 13818-1: packets of 188 bytes, the first 4 of them a header. */
  TRANSPORT_STREAM;

  private static final int PACKET_BYTES = 188;

  private static final int[] EXTREMES = {
    0, 1, 2, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0xFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF
  };

  private static final Set<String> BOXES_OF_BOXES =
      Set.of(
          "moov", "trak", "mdia", "minf", "stbl", "edts", "dinf", "mvex", "moof", "traf", "udta");

  /** Segment, SeekHead, Info, Tracks, TrackEntry, Video, Cluster, BlockGroup, Cues, Tags. */
  private static final Set<Integer> ELEMENTS_OF_ELEMENTS =
      Set.of(
          0x18538067,
          0x114D9B74,
          0x1549A966,
          0x1654AE6B,
          0xAE,
          0xE0,
          0x1F43B675,
          0xA0,
          0x1C53BB6B,
          0x1254C367);

  /**
   * A part of a file.
   *
   * @param start its first byte
   * @param sizeAt distance to the field that says how long it is
   * @param contentAt distance to what it holds
   * @param length its bytes in all
   */
  record Part(int start, int sizeAt, int contentAt, int length) {}

  /** The parts of a file, inner ones after those that hold them. */
  List<Part> parts(byte[] file) {
    List<Part> parts = new ArrayList<>();
    switch (this) {
      case MP4 -> boxes(file, 0, file.length, parts);
      case MATROSKA -> elements(file, 0, file.length, parts);
      case TRANSPORT_STREAM -> packets(file, parts);
    }
    return parts;
  }

  /** A copy with up to three damages. */
  byte[] damaged(byte[] sound, Random random) {
    byte[] file = sound;
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      List<Part> parts = parts(file);
      if (!parts.isEmpty()) {
        file = damaged(file, parts.get(random.nextInt(parts.size())), parts, random);
      }
    }
    return file;
  }

  private static byte[] damaged(byte[] file, Part part, List<Part> all, Random random) {
    byte[] copy = file.clone();
    int end = part.start + part.length;
    switch (random.nextInt(6)) {
      case 0 -> put(copy, part.start + part.sizeAt, end, EXTREMES[random.nextInt(EXTREMES.length)]);
      case 1, 2 -> {
        int room = Math.max(1, Math.min(part.length - part.contentAt, 128));
        int at = part.start + part.contentAt + random.nextInt(room);
        put(copy, at, end, EXTREMES[random.nextInt(EXTREMES.length)]);
      }
      case 3 -> copy = joined(file, part.start, new byte[0], end);
      case 4 -> copy = joined(file, end, Arrays.copyOfRange(file, part.start, end), end);
      default -> {
        Part other = all.get(random.nextInt(all.size()));
        byte[] bytes = Arrays.copyOfRange(file, other.start, other.start + other.length);
        copy = joined(file, part.start, bytes, end);
      }
    }
    return copy;
  }

  private static void put(byte[] file, int at, int end, int value) {
    if (at + Integer.BYTES <= Math.min(end, file.length)) {
      ByteBuffer.wrap(file).putInt(at, value);
    } else if (at < file.length) {
      file[at] = (byte) value;
    }
  }

  private static byte[] joined(byte[] file, int before, byte[] between, int after) {
    ByteBuffer joined = ByteBuffer.allocate(before + between.length + file.length - after);
    joined.put(file, 0, before).put(between).put(file, after, file.length - after);
    return joined.array();
  }

  private static void packets(byte[] file, List<Part> parts) {
    for (int at = 0; at + PACKET_BYTES <= file.length; at += PACKET_BYTES) {
      parts.add(new Part(at, 1, 4, PACKET_BYTES));
    }
  }

  private static void boxes(byte[] file, int from, int to, List<Part> parts) {
    int at = from;
    while (at + 8 <= to) {
      int size = ByteBuffer.wrap(file).getInt(at);
      if (size < 8 || size > to - at) {
        return;
      }
      parts.add(new Part(at, 0, 8, size));
      if (BOXES_OF_BOXES.contains(new String(file, at + 4, 4, StandardCharsets.ISO_8859_1))) {
        boxes(file, at + 8, at + size, parts);
      }
      at += size;
    }
  }

  private static void elements(byte[] file, int from, int to, List<Part> parts) {
    int at = from;
    while (at < to) {
      int idBytes = Integer.numberOfLeadingZeros(file[at] & 0xFF) - 23;
      if (idBytes > 4 || at + idBytes >= to) {
        return;
      }
      int sizeBytes = Integer.numberOfLeadingZeros(file[at + idBytes] & 0xFF) - 23;
      if (sizeBytes > 8 || at + idBytes + sizeBytes > to) {
        return;
      }
      long content = number(file, at + idBytes, sizeBytes) & ((1L << (7 * sizeBytes)) - 1);
      long length = Math.min(to - at, idBytes + sizeBytes + content);
      parts.add(new Part(at, idBytes, idBytes + sizeBytes, (int) length));
      if (ELEMENTS_OF_ELEMENTS.contains((int) number(file, at, idBytes))) {
        elements(file, at + idBytes + sizeBytes, at + (int) length, parts);
      }
      at += (int) length;
    }
  }

  private static long number(byte[] file, int at, int bytes) {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number = (number << 8) | (file[at + i] & 0xFF);
    }
    return number;
  }
}

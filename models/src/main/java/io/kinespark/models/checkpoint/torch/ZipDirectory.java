package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The central directory of a zip archive (APPNOTE 6.3.10, zip64 included), as {@code torch.save}
 * writes them: records are stored, not compressed. Records that overlap, or that are compressed or
 * encrypted, are refused, so that reading all of them takes no more than the file's size.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64 = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int ZIP64 = 1;
  private static final long SATURATED = 0xffffffffL;
  private static final int SATURATED_COUNT = 0xffff;
  private static final int ENCRYPTED = 1;

  private final ByteSource source;
  private final long begin;
  private final Map<String, ZipRecord> records;

  private ZipDirectory(ByteSource source, long begin, Map<String, ZipRecord> records) {
    this.source = source;
    this.begin = begin;
    this.records = records;
  }

  /**
   * Reads the directory.
   *
   * @throws CheckpointException if there is none or it is not consistent
   */
  static ZipDirectory read(ByteSource source) throws IOException {
    Bounds bounds = bounds(source);
    ByteBuffer directory = source.readLittleEndian(bounds.begin(), bounds.bytes());
    Map<String, ZipRecord> records = new LinkedHashMap<>();
    for (long i = 0; i < bounds.count(); i++) {
      ZipRecord record = central(directory, source);
      if (records.put(record.name(), record) != null) {
        throw new CheckpointException(
            source.name(), "the archive has two records '%s'".formatted(Shown.name(record.name())));
      }
    }
    ZipDirectory result = new ZipDirectory(source, bounds.begin(), records);
    result.requireApart();
    return result;
  }

  /** By name, in the directory's order. */
  Map<String, ZipRecord> records() {
    return records;
  }

  /**
   * Where a record's bytes begin in the file.
   *
   * @throws CheckpointException if they do not lie before the directory
   */
  long dataBegin(ZipRecord record) throws IOException {
    ByteBuffer local = source.readLittleEndian(record.header(), LOCAL_BYTES);
    long data =
        record.header()
            + LOCAL_BYTES
            + Short.toUnsignedInt(local.getShort(26))
            + Short.toUnsignedInt(local.getShort(28));
    if (local.getInt(0) != LOCAL || data > begin - record.size()) {
      throw damaged(source, "record '%s' is not where it should be", record.name());
    }
    return data;
  }

  /** Where the directory is and how many records it has. */
  private record Bounds(long begin, int bytes, long count) {}

  private static Bounds bounds(ByteSource source) throws IOException {
    int tailBytes = (int) Math.min(source.size(), END_BYTES + LONGEST_COMMENT);
    long tailBegin = source.size() - tailBytes;
    ByteBuffer tail = source.readLittleEndian(tailBegin, tailBytes);
    for (int at = tailBytes - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END
          && Short.toUnsignedInt(tail.getShort(at + 20)) == tailBytes - at - END_BYTES) {
        return bounds(source, tailBegin + at, tail.slice(at, END_BYTES).order(tail.order()));
      }
    }
    throw new CheckpointException(
        source.name(),
        "the archive has no directory at its end; the file is truncated, download or copy it again");
  }

  private static Bounds bounds(ByteSource source, long endBegin, ByteBuffer end)
      throws IOException {
    long count = Short.toUnsignedInt(end.getShort(10));
    long bytes = Integer.toUnsignedLong(end.getInt(12));
    long begin = Integer.toUnsignedLong(end.getInt(16));
    long limit = endBegin;
    if (count == SATURATED_COUNT || bytes == SATURATED || begin == SATURATED) {
      ByteBuffer locator = source.readLittleEndian(endBegin - LOCATOR_BYTES, LOCATOR_BYTES);
      limit = locator.getLong(8);
      ByteBuffer end64 = source.readLittleEndian(limit, END64_BYTES);
      if (locator.getInt(0) != LOCATOR || end64.getInt(0) != END64) {
        throw damaged(source, "the archive's %s is damaged", "zip64 directory");
      }
      count = end64.getLong(32);
      bytes = end64.getLong(40);
      begin = end64.getLong(48);
    }
    if (begin < 0
        || bytes < 0
        || begin > limit - bytes
        || bytes > Integer.MAX_VALUE - Long.BYTES
        || count < 0
        || count > bytes / CENTRAL_BYTES) {
      throw damaged(source, "the archive's %s is damaged", "directory");
    }
    return new Bounds(begin, (int) bytes, count);
  }

  private static ZipRecord central(ByteBuffer in, ByteSource source) throws CheckpointException {
    int at = in.position();
    if (in.remaining() < CENTRAL_BYTES || in.getInt(at) != CENTRAL) {
      throw damaged(source, "the archive's %s is damaged", "directory");
    }
    int nameBytes = Short.toUnsignedInt(in.getShort(at + 28));
    int extraBytes = Short.toUnsignedInt(in.getShort(at + 30));
    int length = CENTRAL_BYTES + nameBytes + extraBytes + Short.toUnsignedInt(in.getShort(at + 32));
    if (in.remaining() < length) {
      throw damaged(source, "the archive's %s is damaged", "directory");
    }
    byte[] nameText = new byte[nameBytes];
    in.get(at + CENTRAL_BYTES, nameText);
    String name = new String(nameText, StandardCharsets.UTF_8);
    long packed = Integer.toUnsignedLong(in.getInt(at + 20));
    long size = Integer.toUnsignedLong(in.getInt(at + 24));
    long header = Integer.toUnsignedLong(in.getInt(at + 42));
    ByteBuffer wide = zip64(in.slice(at + CENTRAL_BYTES + nameBytes, extraBytes).order(in.order()));
    size = size == SATURATED ? next(wide, name, source) : size;
    packed = packed == SATURATED ? next(wide, name, source) : packed;
    header = header == SATURATED ? next(wide, name, source) : header;
    if ((in.getShort(at + 8) & ENCRYPTED) != 0 || in.getShort(at + 10) != 0 || packed != size) {
      throw new CheckpointException(
          source.name(),
          "record '%s' is compressed or encrypted, which torch.save never does; pack it anew uncompressed (zip -0)"
              .formatted(Shown.name(name)));
    }
    in.position(at + length);
    return new ZipRecord(name, header, size, Integer.toUnsignedLong(in.getInt(at + 16)));
  }

  /** The 64-bit values that stand for saturated ones. */
  private static ByteBuffer zip64(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
      if (id == ZIP64) {
        return extra.slice(extra.position(), length).order(extra.order());
      }
      extra.position(extra.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  private static long next(ByteBuffer wide, String name, ByteSource source)
      throws CheckpointException {
    if (wide.remaining() < Long.BYTES) {
      throw damaged(source, "record '%s' lacks its zip64 size", name);
    }
    return wide.getLong();
  }

  private void requireApart() throws CheckpointException {
    List<ZipRecord> inOrder = new ArrayList<>(records.values());
    inOrder.sort(Comparator.comparingLong(ZipRecord::header));
    long end = 0;
    for (ZipRecord record : inOrder) {
      if (record.header() < end
          || record.size() < 0
          || record.header() > begin - LOCAL_BYTES
          || record.size() > begin - LOCAL_BYTES - record.header()) {
        throw damaged(source, "record '%s' overlaps another or the directory", record.name());
      }
      end = record.header() + LOCAL_BYTES + record.size();
    }
  }

  private static CheckpointException damaged(ByteSource source, String what, String name) {
    return new CheckpointException(
        source.name(),
        what.formatted(Shown.name(name)) + "; the file is damaged, download or copy it again");
  }
}

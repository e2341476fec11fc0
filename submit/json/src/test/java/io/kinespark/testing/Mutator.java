package io.kinespark.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Damages files as transfers, disks, editors and people do. */
public final class Mutator {
  /** What has no place in a text, or another than where it is put. */
  public static final List<byte[]> OF_TEXTS =
      Stream.concat(
              Stream.of(
                      "\0",
                      "\r",
                      "\n",
                      "\r\n",
                      "\uFEFF",
                      "\uFFFD",
                      "\u2028",
                      "\u0085",
                      "\u202e",
                      "\u001b[2J",
                      "\"",
                      "\"\"",
                      "'",
                      "\\",
                      "\\u0000",
                      ",",
                      ";",
                      "\t",
                      " ",
                      "|",
                      "#",
                      "%",
                      "%00",
                      "*",
                      "[",
                      "{",
                      "}",
                      "]",
                      ":",
                      "/",
                      "//",
                      "../",
                      "./",
                      "file:///",
                      "http://x/",
                      "hdfs://nn/",
                      "=1+1",
                      "-",
                      "0",
                      "-1",
                      "1e999",
                      "NaN",
                      "Infinity",
                      "99999999999999999999",
                      "2147483647",
                      "0x10",
                      "\u0661",
                      "挥手",
                      "é",
                      "e\u0301",
                      "null",
                      "true")
                  .map(part -> part.getBytes(StandardCharsets.UTF_8)),
              Stream.of(
                  new byte[] {(byte) 0xff},
                  new byte[] {(byte) 0xc3},
                  new byte[] {(byte) 0xc0, (byte) 0x80},
                  new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                  new byte[] {'a', 0, 'b', 0},
                  "9".repeat(2_000).getBytes(StandardCharsets.US_ASCII),
                  "x".repeat(70_000).getBytes(StandardCharsets.US_ASCII)))
          .toList();

  /** Numbers around which sizes go wrong. */
  private static final long[] TELLING = {
    0,
    1,
    -1,
    7,
    0x7f,
    0x80,
    0xff,
    0xffff,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffffffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 40
  };

  private static final int MOST_CHANGES = 4;
  private static final int MOST_BYTES_MOVED = 64;
  private static final int MOST_REPEATED = 200;

  /** Longer files are no harder to read, and take longer. */
  private static final int MOST_BYTES = 1 << 19;

  private static final int WAYS_OF_BYTES = 9;
  private static final int WAYS_OF_LINES = 5;

  private final SplittableRandom random;
  private final List<byte[]> parts;
  private final boolean lines;

  private Mutator(SplittableRandom random, List<byte[]> parts, boolean lines) {
    this.random = random;
    this.parts = parts;
    this.lines = lines;
  }

  /**
   * Damages bytes.
   *
   * @param random says how
   * @param parts what may be put anywhere, such as a format's instructions
   */
  public static Mutator ofBytes(SplittableRandom random, List<byte[]> parts) {
    return new Mutator(random, parts, false);
  }

  /** Damages bytes of a text, and its lines and columns too. */
  public static Mutator ofTexts(SplittableRandom random) {
    return new Mutator(random, OF_TEXTS, true);
  }

  /**
   * A damaged copy.
   *
   * @param others files of which parts may get into it
   */
  public byte[] mutate(byte[] file, List<byte[]> others) {
    byte[] mutated = file.clone();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes && mutated.length > 0; i++) {
      mutated =
          lines && mutated.length < MOST_BYTES && random.nextBoolean()
              ? changeLines(mutated)
              : change(mutated, others.get(random.nextInt(others.size())));
    }
    return mutated;
  }

  private byte[] change(byte[] file, byte[] other) {
    int at = random.nextInt(file.length);
    int length = 1 + random.nextInt(Math.min(MOST_BYTES_MOVED, file.length - at));
    byte[] part = parts.isEmpty() ? new byte[0] : parts.get(random.nextInt(parts.size()));
    switch (random.nextInt(WAYS_OF_BYTES)) {
      case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> file[at] = (byte) random.nextInt(256);
      case 2 -> writeNumber(file, at);
      case 3 -> {
        return Arrays.copyOf(file, at);
      }
      case 4 -> {
        return replaced(file, at, at, part);
      }
      case 5 -> {
        return replaced(file, at, Math.min(file.length, at + part.length), part);
      }
      case 6 -> {
        return replaced(file, at, at, Arrays.copyOfRange(file, at, at + length));
      }
      case 7 -> {
        return replaced(file, at, at + length, new byte[0]);
      }
      default -> {
        int from = random.nextInt(other.length);
        int to = Math.min(other.length, from + length);
        return replaced(file, at, at + length, Arrays.copyOfRange(other, from, to));
      }
    }
    return file;
  }

  /** One line there twice, left out, at another's place, side by side with itself, or very long. */
  private byte[] changeLines(byte[] file) {
    int[] line = line(file);
    byte[] text = Arrays.copyOfRange(file, line[0], line[1]);
    switch (random.nextInt(WAYS_OF_LINES)) {
      case 0 -> {
        return replaced(file, line[0], line[0], repeated(text, 1, '\n'));
      }
      case 1 -> {
        return replaced(file, line[0], Math.min(file.length, line[1] + 1), new byte[0]);
      }
      case 2 -> {
        int[] other = line(file);
        byte[] there = Arrays.copyOfRange(file, other[0], other[1]);
        return line[0] < other[0]
            ? replaced(replaced(file, other[0], other[1], text), line[0], line[1], there)
            : replaced(replaced(file, line[0], line[1], there), other[0], other[1], text);
      }
      case 3 -> {
        byte[] separator = {',', ' ', ';', '\t'};
        return replaced(file, line[0], line[0], repeated(text, 1, separator[random.nextInt(4)]));
      }
      default -> {
        int times = 1 + random.nextInt(Math.min(MOST_REPEATED, MOST_BYTES / (text.length + 1) + 1));
        return replaced(file, line[0], line[0], repeated(text, times, ' '));
      }
    }
  }

  /** Where a line begins, and the position behind its last byte. */
  private int[] line(byte[] file) {
    int begin = random.nextInt(file.length);
    int end = begin;
    while (begin > 0 && file[begin - 1] != '\n') {
      begin--;
    }
    while (end < file.length && file[end] != '\n') {
      end++;
    }
    return new int[] {begin, end};
  }

  private static byte[] repeated(byte[] text, int times, int separator) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      out.writeBytes(text);
      out.write(separator);
    }
    return out.toByteArray();
  }

  private void writeNumber(byte[] file, int at) {
    long number = TELLING[random.nextInt(TELLING.length)];
    int bytes = Math.min(file.length - at, 1 << random.nextInt(4));
    boolean bigEndian = random.nextBoolean();
    for (int i = 0; i < bytes; i++) {
      file[at + i] = (byte) (number >> (8 * (bigEndian ? bytes - 1 - i : i)));
    }
  }

  /** The bytes of {@code file}, those from begin to end replaced by others. */
  private static byte[] replaced(byte[] file, int begin, int end, byte[] others) {
    byte[] result = new byte[file.length - (end - begin) + others.length];
    System.arraycopy(file, 0, result, 0, begin);
    System.arraycopy(others, 0, result, begin, others.length);
    System.arraycopy(file, end, result, begin + others.length, file.length - end);
    return result;
  }
}

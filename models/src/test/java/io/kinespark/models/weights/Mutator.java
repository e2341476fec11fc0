package io.kinespark.models.weights;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages files as transfers, disks and people do. */
final class Mutator {
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

  /** Instructions of pickles, to be put anywhere. */
  private static final byte[] INSTRUCTIONS = {
    '(',
    '.',
    '0',
    '1',
    '2',
    'N',
    'K',
    'J',
    'X',
    ']',
    '}',
    ')',
    't',
    'e',
    'u',
    's',
    'a',
    'b',
    'c',
    'R',
    'Q',
    'q',
    'h',
    'o',
    'i',
    'd',
    'l',
    (byte) 0x81,
    (byte) 0x85,
    (byte) 0x87,
    (byte) 0x8a,
    (byte) 0x8b,
    (byte) 0x8c,
    (byte) 0x8e,
    (byte) 0x8f,
    (byte) 0x90,
    (byte) 0x91,
    (byte) 0x92,
    (byte) 0x93,
    (byte) 0x94,
    (byte) 0x95
  };

  private static final int MOST_CHANGES = 4;

  private final SplittableRandom random;

  Mutator(SplittableRandom random) {
    this.random = random;
  }

  /**
   * A damaged copy.
   *
   * @param others files of which parts may get into it
   */
  byte[] mutate(byte[] file, List<byte[]> others) {
    byte[] mutated = file.clone();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes && mutated.length > 0; i++) {
      mutated = change(mutated, others.get(random.nextInt(others.size())));
    }
    return mutated;
  }

  private byte[] change(byte[] file, byte[] other) {
    int at = random.nextInt(file.length);
    int length = 1 + random.nextInt(Math.min(64, file.length - at));
    switch (random.nextInt(8)) {
      case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> file[at] = (byte) random.nextInt(256);
      case 2 -> file[at] = INSTRUCTIONS[random.nextInt(INSTRUCTIONS.length)];
      case 3 -> writeNumber(file, at);
      case 4 -> {
        return Arrays.copyOf(file, at);
      }
      case 5 -> {
        return replaced(file, at, at, file, at, at + length);
      }
      case 6 -> {
        return replaced(file, at, at + length, file, 0, 0);
      }
      default -> {
        int from = random.nextInt(other.length);
        int to = Math.min(other.length, from + length);
        return replaced(file, at, at + length, other, from, to);
      }
    }
    return file;
  }

  private void writeNumber(byte[] file, int at) {
    long number = TELLING[random.nextInt(TELLING.length)];
    int bytes = Math.min(file.length - at, 1 << random.nextInt(4));
    for (int i = 0; i < bytes; i++) {
      file[at + i] = (byte) (number >> (8 * i));
    }
  }

  /** The bytes of {@code file}, those from begin to end replaced by others. */
  private static byte[] replaced(byte[] file, int begin, int end, byte[] other, int from, int to) {
    byte[] result = new byte[file.length - (end - begin) + to - from];
    System.arraycopy(file, 0, result, 0, begin);
    System.arraycopy(other, from, result, begin, to - from);
    System.arraycopy(file, end, result, begin + to - from, file.length - end);
    return result;
  }
}

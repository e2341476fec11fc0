package io.kinespark.json;

/**
 * What JSON may have at most. A bound that is passed ends the reading there; what follows is not
 * looked at.
 *
 * @param characters characters in all
 * @param depth arrays and objects in each other
 * @param number characters of a number
 * @param name characters of a field's name
 * @param text characters of a string
 * @param memory bytes of heap that the tree may take, by estimate
 * @param halfPairs whether a string may have half of a surrogate pair, which is no character
 */
public record JsonLimits(
    long characters, int depth, int number, int name, int text, long memory, boolean halfPairs) {

  private static final long MOST_CHARACTERS = 1L << 30;
  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 1_000;
  private static final int LONGEST_NAME = 50_000;
  private static final int LONGEST_TEXT = 20_000_000;

  /** A value and its place in the tree. */
  static final int BYTES_OF_VALUE = 96;

  /** For files of any kind: more than any of them has, and no more than half of the heap. */
  public static JsonLimits ofFiles() {
    return new JsonLimits(
        MOST_CHARACTERS,
        DEEPEST,
        LONGEST_NUMBER,
        LONGEST_NAME,
        LONGEST_TEXT,
        Runtime.getRuntime().maxMemory() / 2,
        /* halfPairs= */ false);
  }

  /** The same for fewer characters. */
  public JsonLimits withCharacters(long most) {
    return new JsonLimits(most, depth, number, name, text, memory, halfPairs);
  }

  /** The same for files in which names are written as they were found, whole or not. */
  public JsonLimits withHalfPairs() {
    return new JsonLimits(characters, depth, number, name, text, memory, /* halfPairs= */ true);
  }
}

package io.kinespark.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the keys of one section of the configuration by type and range, and collects what is wrong
 * rather than stopping at the first problem.
 *
 * <p>An accessor whose value cannot be used reports the problem and answers a stand-in of the right
 * type, so that the rest is still read; no stand-in gets out of the whole. Asking for a key that no
 * reference file declares is a defect of the caller ({@link IllegalStateException}).
 */
public interface SectionReader {
  /** The reader of a section below this one, {@code name} being relative to it. */
  SectionReader section(String name);

  /** A whole number within {@code allowed}. */
  int integer(String key, Interval allowed);

  /** A whole number within {@code allowed}, or nothing where the key is {@code null}. */
  Optional<Integer> optionalInteger(String key, Interval allowed);

  /** A finite number within {@code allowed}. */
  double number(String key, Interval allowed);

  /** {@code true} or {@code false}. */
  boolean flag(String key);

  /** A text that is not blank. */
  String text(String key);

  /** A text, or nothing where the key is {@code null}. */
  Optional<String> optionalText(String key);

  /** One character, blanks and tabs among them. */
  char character(String key);

  /** One of the constants of {@code type}, {@code INDEX_ONLY} being written {@code index-only}. */
  <E extends Enum<E>> E choice(String key, Class<E> type);

  /** A list of whole numbers, each within {@code allowed}. */
  List<Integer> integers(String key, Interval allowed);

  /** A list of numbers, each within {@code allowed}. */
  List<Double> numbers(String key, Interval allowed);

  /** A list of texts, none of them blank. */
  List<String> texts(String key);

  /**
   * Makes a value of what was read of this section. What its constructor refuses becomes a problem
   * of the section, unless a key of the section has one already.
   *
   * @param make makes the value
   * @param standIn answered where that fails
   */
  <T> T build(Supplier<T> make, T standIn);

  /**
   * Reports a problem that this reader cannot see by itself, such as two keys that contradict each
   * other. Of a key's problems only the first is kept: the others often follow from it.
   *
   * @param key the key to name, with its value and origin
   * @param message what is wrong and what is allowed instead
   */
  void problem(String key, String message);
}

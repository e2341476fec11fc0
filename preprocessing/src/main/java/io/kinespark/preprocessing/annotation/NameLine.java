package io.kinespark.preprocessing.annotation;

import java.util.Optional;
import java.util.OptionalInt;

/** Whether a name can be a line of a text file, so that writing and reading it gives it back. */
final class NameLine {

  /** Stands for bytes that were no letters. */
  static final char LOST = '\uFFFD';

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final int QUOTED = 120;

  private NameLine() {}

  /** What keeps a name from being a line, in words that follow the name; empty if nothing does. */
  static Optional<String> problem(String name) {
    if (!name.equals(name.strip())) {
      return Optional.of("begins or ends with a blank");
    }
    OptionalInt unusable = name.codePoints().filter(NameLine::isUnusable).findFirst();
    if (unusable.isEmpty()) {
      return Optional.empty();
    }
    int character = unusable.getAsInt();
    return Optional.of(
        "has the character U+%04X, %s"
            .formatted(
                character,
                character == LOST
                    ? "which stands for letters that were lost when it was saved in another encoding"
                    : "which no line of text can have"));
  }

  /** What a file says, for a message about it: one line, cut off where it is long. */
  static String quoted(String text) {
    String line = shown(text);
    return line.codePointCount(0, line.length()) <= QUOTED
        ? line
        : line.substring(0, line.offsetByCodePoints(0, QUOTED)) + " ...";
  }

  /** A name with a question mark for every character that no line can have. */
  static String shown(String name) {
    return name.codePoints()
        .map(character -> isUnusable(character) ? '?' : character)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Control characters, line and paragraph separators, marks of byte order, halves of letters. */
  private static boolean isUnusable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> character == LOST || character == BYTE_ORDER_MARK;
    };
  }
}

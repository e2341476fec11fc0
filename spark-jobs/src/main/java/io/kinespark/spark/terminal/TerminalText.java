package io.kinespark.spark.terminal;

/**
 * Text as a terminal may have it. Names come from videos, annotations, weights and configurations
 * of others, and a terminal does what it is told: it moves its cursor, changes its title or turns
 * the direction of writing around. Such characters are shown as {@code \u001b}; letters of every
 * script stay as they are.
 */
public final class TerminalText {
  /** Scripts of India and emoji are written with these. */
  private static final int JOINER = 0x200D;

  private static final int NON_JOINER = 0x200C;

  private TerminalText() {}

  /** Several lines: line feeds and tabs stay. */
  public static String lines(String text) {
    return escaped(text, /* layout= */ true);
  }

  /** One line: line feeds and tabs are shown as well. */
  public static String line(String text) {
    return escaped(text, /* layout= */ false);
  }

  private static String escaped(String text, boolean layout) {
    if (text.codePoints().allMatch(c -> isPlain(c, layout))) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isPlain(c, layout)) {
                shown.appendCodePoint(c);
              } else if (Character.isBmpCodePoint(c)) {
                shown.append("\\u%04x".formatted(c));
              } else {
                shown.append("\\u{%x}".formatted(c));
              }
            });
    return shown.toString();
  }

  private static boolean isPlain(int c, boolean layout) {
    if (c == '\n' || c == '\t') {
      return layout;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      case Character.FORMAT -> c == JOINER || c == NON_JOINER;
      default -> true;
    };
  }
}

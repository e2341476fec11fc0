package io.kinespark.preprocessing.video;

import io.kinespark.preprocessing.storage.Locations;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said about a video in tables and logs: one line of bounded length. File systems answer
 * with whatever their servers send, up to whole stack traces.
 */
public final class ReasonText {

  /** Longest text, in characters. */
  public static final int LENGTH = 500;

  private static final String MORE = " ...";
  private static final Pattern STACK =
      Pattern.compile(
          "\\s+at \\S.*\\(.*\\).*|\\s+\\.\\.\\. \\d+ (?:more|common frames omitted)\\s*");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private ReasonText() {}

  /**
   * The lines of a text but those of stack traces, such as file systems' servers send with their
   * answers.
   *
   * @param text any text
   * @return its other lines
   */
  public static Stream<String> withoutStack(String text) {
    return Stream.of(text.split("\n")).filter(line -> !STACK.matcher(line).matches());
  }

  /**
   * A text as one line: without lines of a stack trace, control characters and passwords of URIs,
   * cut off after {@link #LENGTH} characters.
   *
   * @param text any text
   * @return the line
   */
  public static String of(String text) {
    String joined =
        withoutStack(text)
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining(" "));
    String line = Locations.withoutPasswords(UNPRINTABLE.matcher(joined).replaceAll(" ").strip());
    return line.codePointCount(0, line.length()) <= LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LENGTH - MORE.length())) + MORE;
  }
}

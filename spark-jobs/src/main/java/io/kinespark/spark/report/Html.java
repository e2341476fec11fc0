package io.kinespark.spark.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What the pages of all jobs have in common. */
public final class Html {
  private static final int LINE_SEPARATOR = 0x2028;
  private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202e;
  private static final int LEFT_TO_RIGHT_ISOLATE = 0x2066;
  private static final int POP_DIRECTIONAL_ISOLATE = 0x2069;

  private Html() {}

  /**
   * Text as the content of an element or of a quoted attribute. What has no glyph is shown as
   * JSON's escapes: control characters, those of direction among them, and halves of surrogate
   * pairs.
   *
   * @param text any text
   */
  public static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            letter -> {
              if (hasGlyph(letter)) {
                shown.appendCodePoint(letter);
              } else {
                shown.append("\\u%04x".formatted(letter));
              }
            });
    return markup(shown.toString());
  }

  private static boolean hasGlyph(int letter) {
    boolean isBreak = letter == '\t' || letter == '\n' || letter == '\r';
    boolean isDirection =
        (letter >= LINE_SEPARATOR && letter <= RIGHT_TO_LEFT_OVERRIDE)
            || (letter >= LEFT_TO_RIGHT_ISOLATE && letter <= POP_DIRECTIONAL_ISOLATE);
    boolean isControl = Character.isISOControl(letter) && !isBreak;
    return !isControl && !isDirection && Character.getType(letter) != Character.SURROGATE;
  }

  private static String markup(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A page that needs no other file and runs no script.
   *
   * @param title of the page, as text
   * @param body its content, as HTML
   * @throws IOException if the jar is incomplete
   */
  public static String page(String title, String body) throws IOException {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>%s</title>
    <style>
    %s
    </style>
    </head>
    <body>
    %s
    <footer class="wrap"><p>Written by Kinespark.</p></footer>
    </body>
    </html>
    """
        .formatted(escaped(title), style(), body);
  }

  static String style() throws IOException {
    return resource("report.css");
  }

  static boolean has(String name) {
    return Html.class.getResource(name) != null;
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Html.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(
            "Resource '"
                + name
                + "' is not on the class path; is the Kinespark jar or a web jar beside it incomplete?");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

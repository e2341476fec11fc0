package io.kinespark.spark.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What the pages of all jobs have in common. */
public final class Html {

  private Html() {}

  /**
   * Text as the content of an element or of a quoted attribute. Control characters and halves of
   * surrogate pairs, for which HTML has no form, are shown as JSON's escapes.
   *
   * @param text any text
   */
  public static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            letter -> {
              if (hasForm(letter)) {
                shown.appendCodePoint(letter);
              } else {
                shown.append("\\u%04x".formatted(letter));
              }
            });
    return markup(shown.toString());
  }

  private static boolean hasForm(int letter) {
    return switch (letter) {
      case '\t', '\n', '\r' -> true;
      default ->
          !Character.isISOControl(letter) && Character.getType(letter) != Character.SURROGATE;
    };
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

package io.kinespark.spark.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page {@code report.html}: one file that shows an evaluation without a network or any other
 * file.
 *
 * <p>It is the template {@code report.html} with its style, its script, the scripts of Vega,
 * Vega-Lite and Vega-Embed (taken from their jars) and the data put in. Without these three it has
 * its tables, and says that the charts are missing.
 *
 * @param result what to show
 * @param evaluation identifies the evaluation, as {@code report.json} does; empty if nothing does
 * @param adornments what to show beside it
 */
public record HtmlReport(
    EvaluationResult result, Optional<String> evaluation, Adornments adornments) {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final String TEMPLATE = "report.html";
  private static final String SCRIPT = "report.js";
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "vega", "vega/5.32.0/vega.min.js",
          "vega-lite", "vega-lite/5.23.0/vega-lite.min.js",
          "vega-embed", "vega-embed/6.29.0/vega-embed.min.js");

  /**
   * Looks whether a page can be written at all.
   *
   * @throws IOException if a part of it that comes with Kinespark is not there
   */
  public static void requireParts() throws IOException {
    for (String part : List.of(TEMPLATE, SCRIPT)) {
      Html.resource(part);
    }
    Html.style();
  }

  /** Why there will be no charts; empty if there will be. */
  public static Optional<String> chartTrouble() {
    List<String> absent =
        LIBRARIES.entrySet().stream()
            .filter(library -> !Html.has(WEBJARS + library.getValue()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return absent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s %s not on the class path; is a web jar beside Kinespark's missing?"
                .formatted(String.join(", ", absent), absent.size() == 1 ? "is" : "are"));
  }

  /**
   * Writes the page. Does not close {@code out}, which should write UTF-8.
   *
   * @throws IOException if {@code out} cannot be written
   */
  public void write(Writer out) throws IOException {
    String template = Html.resource(TEMPLATE);
    Matcher places = PLACE.matcher(template);
    int written = 0;
    while (places.find()) {
      out.write(template, written, places.start() - written);
      written = places.end();
      writePlace(places.group(1), out);
    }
    out.write(template, written, template.length() - written);
    out.flush();
  }

  private void writePlace(String name, Writer out) throws IOException {
    switch (name) {
      case "title" -> out.write(Html.escaped(result.facts().title()));
      case "style" -> out.write(Html.style());
      case "data" -> new ReportData(result, evaluation, adornments).write(out);
      case "script" -> out.write(Html.resource(SCRIPT));
      default -> out.write(library(name));
    }
  }

  /**
   * The script of a web jar, without the pointer to a source map that a self-contained page does
   * not have; nothing if it is not there.
   */
  private static String library(String name) throws IOException {
    String path = LIBRARIES.get(name);
    if (path == null) {
      throw new IllegalStateException("The report template asks for '" + name + "'");
    }
    return Html.has(WEBJARS + path)
        ? Html.resource(WEBJARS + path).replaceAll("(?m)^//# sourceMappingURL=.*$", "")
        : "";
  }
}

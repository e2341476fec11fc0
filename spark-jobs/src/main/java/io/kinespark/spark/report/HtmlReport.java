package io.kinespark.spark.report;

import io.kinespark.spark.progress.TrainingLog;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes {@code report.html}: one file that shows an evaluation without a network or any other
 * file.
 *
 * <p>The page is the template {@code report.html} with its style, its script, the scripts of Vega,
 * Vega-Lite and Vega-Embed (taken from their jars) and the data put in.
 */
public final class HtmlReport {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");
  private static final String WEBJARS = "/META-INF/resources/webjars/";

  private HtmlReport() {}

  /**
   * Writes the page. Does not close {@code out}, which should write UTF-8.
   *
   * @param result what to show
   * @param training the run that made the checkpoint, for the learning curves; {@link
   *     TrainingLog#empty()} if not known
   * @param mistakes the worst mistakes, worst first, with the frames to show; see {@link
   *     EvaluationResult#worstMistakes}
   * @throws IOException if {@code out} cannot be written
   */
  public static void write(
      EvaluationResult result, TrainingLog training, List<Mistake> mistakes, Writer out)
      throws IOException {
    String template = Html.resource("report.html");
    Matcher places = PLACE.matcher(template);
    int written = 0;
    while (places.find()) {
      out.write(template, written, places.start() - written);
      written = places.end();
      switch (places.group(1)) {
        case "title" -> out.write(Html.escaped(result.facts().title()));
        case "style" -> out.write(Html.style());
        case "vega" -> out.write(library("vega/5.32.0/vega.min.js"));
        case "vega-lite" -> out.write(library("vega-lite/5.23.0/vega-lite.min.js"));
        case "vega-embed" -> out.write(library("vega-embed/6.29.0/vega-embed.min.js"));
        case "data" -> new ReportData(result, training, mistakes).write(out);
        case "script" -> out.write(Html.resource("report.js"));
        default ->
            throw new IllegalStateException(
                "The report template asks for '" + places.group(1) + "'");
      }
    }
    out.write(template, written, template.length() - written);
    out.flush();
  }

  /**
   * The script of a web jar, without the pointer to a source map that a self-contained page does
   * not have.
   */
  private static String library(String path) throws IOException {
    return Html.resource(WEBJARS + path).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }
}

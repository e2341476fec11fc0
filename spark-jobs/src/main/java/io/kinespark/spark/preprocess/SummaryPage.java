package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.annotation.AnnotationNote;
import io.kinespark.spark.preprocess.SplitSummary.ClassCount;
import io.kinespark.spark.preprocess.SplitSummary.ReasonCount;
import io.kinespark.spark.report.Html;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A split's summary as a page: its counts, why videos were set aside, and its classes. It says
 * nothing of the run that made it, so that equal data give equal pages.
 */
final class SummaryPage {
  private static final double MIB = 1L << 20;

  private final SplitSummary summary;
  private final StringBuilder html = new StringBuilder();

  private SummaryPage(SplitSummary summary) {
    this.summary = summary;
  }

  static byte[] of(SplitSummary summary) throws IOException {
    SummaryPage page = new SummaryPage(summary);
    page.header();
    page.html.append("<main id=\"main\" class=\"wrap\">\n");
    page.reasons();
    page.notes();
    page.classes();
    page.html.append("</main>");
    return Html.page("Split " + summary.name() + " - Kinespark data set", page.html.toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  private void header() {
    html.append("<header class=\"wrap\">\n<p class=\"eyebrow\">Preprocessed data set</p>\n")
        .append("<h1>Split ")
        .append(summary.name())
        .append("</h1>\n<p class=\"subline\"><span>")
        .append(grouped(summary.classes().size()))
        .append(" classes</span><span>")
        .append(grouped(summary.rows()))
        .append(" rows of the annotation file</span></p>\n<dl class=\"metrics\">\n");
    metric("Ready", grouped(summary.ready()), "videos that can be used", true);
    metric(
        "Rejected",
        grouped(summary.rejected()),
        String.format(Locale.ROOT, "%.2f %% of the rows", 100 * summary.rejectShare()),
        false);
    metric(
        "Frames",
        grouped(summary.frames()),
        summary.ready() == 0
            ? "none"
            : String.format(
                Locale.ROOT, "%.1f a video", summary.frames() / (double) summary.ready()),
        false);
    metric(
        "Shards",
        grouped(summary.shards()),
        String.format(Locale.ROOT, "%.1f MiB", summary.bytes() / MIB),
        false);
    html.append("</dl>\n</header>\n");
  }

  private void metric(String name, String value, String note, boolean lead) {
    html.append(lead ? "<div class=\"metric lead\">" : "<div class=\"metric\">")
        .append("<dt>%s</dt><dd>%s</dd><p>%s</p></div>\n".formatted(name, value, note));
  }

  private void reasons() {
    html.append("<section class=\"long\"><h2>Set aside</h2>\n");
    if (summary.reasons().isEmpty()) {
      html.append("<div class=\"card\"><p class=\"empty\">Every row can be used.</p></div>\n");
    } else {
      html.append("<p class=\"lede\">All of them, row by row, are in rejects.csv.</p>\n")
          .append("<div class=\"card\"><div class=\"tablebox\"><table>\n<thead><tr>")
          .append("<th>Reason</th><th class=\"num\">Rows</th><th>Example</th></tr></thead>\n")
          .append("<tbody>\n");
      for (ReasonCount count : summary.reasons()) {
        html.append(
            "<tr><th scope=\"row\" class=\"id\">%s</th><td class=\"num\">%s</td><td class=\"id\">%s</td></tr>\n"
                .formatted(count.reason(), grouped(count.videos()), Html.escaped(count.example())));
      }
      html.append("</tbody></table></div></div>\n");
    }
    html.append("</section>\n");
  }

  private void notes() {
    if (summary.notes().isEmpty()) {
      return;
    }
    html.append("<section class=\"long\"><h2>Noted in the annotation file</h2>\n")
        .append("<div class=\"card\">");
    for (AnnotationNote note : summary.notes()) {
      html.append("<p>").append(Html.escaped(note.toString())).append("</p>\n");
    }
    html.append("</div></section>\n");
  }

  private void classes() {
    int most = summary.classes().stream().mapToInt(ClassCount::ready).max().orElse(0);
    html.append("<section class=\"long\"><h2>Classes</h2>\n")
        .append(
            "<p class=\"lede\">In the order of their labels. A video with several labels counts")
        .append(" for each; rows without a usable label count for none.</p>\n")
        .append("<div class=\"card\"><div class=\"tablebox\"><table>\n<thead><tr>")
        .append("<th class=\"num\">Label</th><th class=\"name\">Class</th>")
        .append("<th>Ready videos</th><th class=\"num\">Rejected</th>")
        .append("<th class=\"num\">Frames</th></tr></thead>\n<tbody>\n");
    for (ClassCount count : summary.classes()) {
      double share = most == 0 ? 0 : 100.0 * count.ready() / most;
      html.append(
          "<tr><td class=\"num\">%d</td><th scope=\"row\" class=\"name\">%s</th><td class=\"barcell\">%s</td><td class=\"num\">%s</td><td class=\"num\">%s</td></tr>\n"
              .formatted(
                  count.label(),
                  Html.escaped(count.name()),
                  bar(count.ready(), share),
                  grouped(count.rejected()),
                  grouped(count.frames())));
    }
    html.append("</tbody></table></div></div></section>\n");
  }

  private static String bar(int videos, double percent) {
    return String.format(
        Locale.ROOT,
        "<div class=\"bar\"><i><b style=\"width:%.2f%%\"></b></i><span>%,d</span></div>",
        percent,
        videos);
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}

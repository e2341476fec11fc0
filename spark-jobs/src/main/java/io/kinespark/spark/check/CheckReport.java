package io.kinespark.spark.check;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.spark.check.Finding.Severity;
import io.kinespark.spark.config.ConfigReader;
import io.kinespark.spark.config.DatasetSettings;
import io.kinespark.spark.config.DatasetSettings.Published;
import io.kinespark.spark.progress.ConsoleTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the user is told. */
final class CheckReport {
  private static final int EXAMPLE_LENGTH = 200;

  private final PrintWriter out;

  CheckReport(PrintWriter out) {
    this.out = out;
  }

  void printHead(DatasetSettings dataset, LabelMap labels) {
    out.printf(
        "%s: %d classes, label map SHA-256 %s%n%n",
        dataset.name().isEmpty() ? "Data set" : dataset.name(), labels.size(), labels.sha256());
  }

  void printCounts(List<CheckedSplit> splits, Published published) {
    ConsoleTable table =
        new ConsoleTable()
            .text("split")
            .number("rows")
            .number("usable")
            .number("bad")
            .number("missing")
            .number("published")
            .number("share")
            .number("classes")
            .text("labels")
            .text("per class: min / median / max")
            .number("each published");
    for (CheckedSplit split : splits) {
      Map<Split, Integer> samples = published.samples();
      table.row(
          split.name(),
          split.rows(),
          split.usable(),
          split.annotations().rejected().size(),
          split.missing().size(),
          orDash(samples, split.split()),
          samples.containsKey(split.split())
              ? String.format(
                  Locale.ROOT, "%.1f %%", 100.0 * split.rows() / samples.get(split.split()))
              : "-",
          split.classes().present(),
          split.classes().range(),
          split.classes().spread(),
          orDash(published.perClass(), split.split()));
    }
    out.print(table);
  }

  private static String orDash(Map<Split, Integer> counts, Split split) {
    return counts.containsKey(split) ? counts.get(split).toString() : "-";
  }

  void printClasses(List<CheckedSplit> splits, LabelMap labels) {
    ConsoleTable table = new ConsoleTable().number("label").text("class");
    splits.forEach(split -> table.number(split.name()));
    for (int label = 0; label < labels.size(); label++) {
      List<Object> cells = new ArrayList<>(List.of(label, labels.name(label)));
      for (CheckedSplit split : splits) {
        cells.add(split.classes().samples(label));
      }
      table.row(cells.toArray());
    }
    out.println();
    out.print(table);
  }

  void printHealth(DecodeTally tally) {
    ConsoleTable table =
        new ConsoleTable()
            .text("split")
            .text("health")
            .number("videos")
            .number("frames")
            .text("example");
    for (DecodeTally.Line line : tally.lines()) {
      table.row(
          ConfigReader.nameOf(line.split()),
          line.health(),
          line.videos(),
          line.healthy() ? line.frames() : "-",
          shortened(line.example()));
    }
    out.println();
    out.print(table);
  }

  /** Prints what was found, errors first, and a line that sums it up. */
  void printFindings(List<Finding> findings) {
    out.println();
    if (!findings.isEmpty()) {
      ConsoleTable table =
          new ConsoleTable()
              .text("level")
              .text("where")
              .text("finding")
              .number("count")
              .text("example");
      findings.stream()
          .sorted(Comparator.comparing(Finding::severity))
          .forEach(
              each ->
                  table.row(
                      each.severity().name().toLowerCase(Locale.ROOT),
                      each.where(),
                      each.what(),
                      each.count(),
                      shortened(each.example())));
      out.print(table);
      out.println();
    }
    out.printf(
        "%d errors, %d warnings%n",
        count(findings, Severity.ERROR), count(findings, Severity.WARNING));
    out.flush();
  }

  private static String shortened(String example) {
    return example.length() <= EXAMPLE_LENGTH
        ? example
        : example.substring(0, EXAMPLE_LENGTH - 3) + "...";
  }

  static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(each -> each.severity() == severity).count();
  }
}

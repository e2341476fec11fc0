package io.kinespark.spark.quickstart;

import io.kinespark.spark.progress.ConsoleTable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the quickstart says in the end. */
record Comparison(List<QuickstartResult> results) {

  /** Keeps a copy. */
  Comparison {
    results = List.copyOf(results);
  }

  /** The table and where the reports are, in lines that end in a line feed. */
  @Override
  public String toString() {
    ConsoleTable table =
        new ConsoleTable()
            .text("network")
            .number("parameters")
            .number("videos")
            .number("top-1")
            .number("training");
    for (QuickstartResult result : results) {
      table.row(
          result.contestant().title(),
          String.format(Locale.ROOT, "%,d", result.parameters()),
          result.metrics().videos(),
          percent(result.metrics().top1()),
          result.training().toSeconds() + " s");
    }
    StringBuilder text = new StringBuilder(table.toString());
    text.append(
        "Classes come in pairs that differ only in the order of time: a network that does not see it"
            + " cannot pass 50 %.\n");
    for (QuickstartResult result : results) {
      text.append("report of ")
          .append(result.contestant().title())
          .append(": ")
          .append(result.report())
          .append('\n');
    }
    return text.toString();
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble())
        : "-";
  }
}

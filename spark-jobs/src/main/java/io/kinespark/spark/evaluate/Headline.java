package io.kinespark.spark.evaluate;

import io.kinespark.spark.evaluate.metrics.AbsentClasses;
import io.kinespark.spark.evaluate.metrics.WidthUsage;
import io.kinespark.spark.progress.ConsoleTable;
import io.kinespark.spark.report.EvaluationResult;
import java.util.Locale;
import java.util.OptionalDouble;

/** The numbers that are printed of an evaluation. */
final class Headline {

  private Headline() {}

  /** The measures that are defined, and how many videos they are of. */
  static ConsoleTable of(EvaluationResult result) {
    var metrics = result.metrics();
    var table = new ConsoleTable().text("measure").number("value");
    row(table, "top-1", metrics.top1());
    row(table, "top-5", metrics.top5());
    row(table, "mean class accuracy", metrics.meanClassAccuracy());
    row(
        table,
        metrics.absentClasses() == AbsentClasses.COUNT_AS_ZERO
            ? "mean average precision, absent classes 0"
            : "mean average precision",
        metrics.meanAveragePrecision());
    result
        .widthUsage()
        .map(WidthUsage::chosen)
        .ifPresent(
            cost ->
                table.row(
                    "multiply-accumulates of a video",
                    String.format(Locale.ROOT, "%.2f G", cost.video() / 1e9)));
    table.row("videos scored", result.counts().decoded());
    table.row("videos expected", result.counts().expected());
    return table;
  }

  private static void row(ConsoleTable table, String name, OptionalDouble share) {
    share.ifPresent(value -> table.row(name, String.format(Locale.ROOT, "%.2f %%", 100 * value)));
  }
}

package io.kinespark.verification;

import io.kinespark.spark.progress.ConsoleTable;
import io.kinespark.spark.progress.WrappedText;
import io.kinespark.verification.reference.CaseResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints how cases went, each as soon as it is known, and counts them. */
final class VerificationTable {
  private static final int WHAT_WIDTH = 36;
  private static final String INDENT = "    ";

  private final PrintWriter out;
  private final ConsoleTable table;
  private final Map<CaseResult.Status, Integer> counts = new EnumMap<>(CaseResult.Status.class);
  private Duration elapsed = Duration.ZERO;

  /**
   * A table that is still empty.
   *
   * @param cases all cases to come, for the width of their names
   */
  VerificationTable(List<VerificationCase> cases, PrintWriter out) {
    this.out = out;
    int widest = cases.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    this.table =
        new ConsoleTable()
            .column("case", ConsoleTable.Align.LEFT, widest)
            .column("what", ConsoleTable.Align.LEFT, WHAT_WIDTH)
            .column("error", ConsoleTable.Align.RIGHT, 8)
            .column("tolerance", ConsoleTable.Align.RIGHT, 9)
            .column("result", ConsoleTable.Align.LEFT, 6)
            .column("seconds", ConsoleTable.Align.RIGHT, 7);
  }

  /** Prints the titles. */
  void begin(String heading) {
    out.println(heading);
    out.println();
    out.print(table.head());
    out.flush();
  }

  /** Prints one case, and below it why it did not pass. */
  void add(CaseResult result, Duration time) {
    counts.merge(result.status(), 1, Integer::sum);
    elapsed = elapsed.plus(time);
    out.print(
        table.line(
            result.name(),
            shortened(result.what()),
            number(result.largestError()),
            number(result.tolerance()),
            verdict(result.status()),
            seconds(time)));
    if (result.status() != CaseResult.Status.PASS) {
      out.print(WrappedText.of(result.detail(), INDENT));
    }
    out.flush();
  }

  /** Prints how many cases passed. */
  void end() {
    out.println();
    out.printf(
        Locale.ROOT,
        "%d cases: %d passed, %d failed, %d not supported, in %s s%n",
        counts.values().stream().mapToInt(Integer::intValue).sum(),
        count(CaseResult.Status.PASS),
        count(CaseResult.Status.FAIL),
        count(CaseResult.Status.UNSUPPORTED),
        seconds(elapsed));
    out.println(
        "error: the largest error of a case, relative to the largest value of the tensor it is in,"
            + " where it\n       comes closest to its tolerance; 0 means that every value is"
            + " equal.");
    out.flush();
  }

  /** Whether every case passed. */
  boolean allPassed() {
    return counts.keySet().stream().allMatch(status -> status == CaseResult.Status.PASS);
  }

  private int count(CaseResult.Status status) {
    return counts.getOrDefault(status, 0);
  }

  private static String verdict(CaseResult.Status status) {
    return switch (status) {
      case PASS -> "pass";
      case FAIL -> "FAIL";
      case UNSUPPORTED -> "NOT SUPPORTED";
    };
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
  }

  private static String shortened(String what) {
    return what.length() <= WHAT_WIDTH ? what : what.substring(0, WHAT_WIDTH - 3) + "...";
  }
}

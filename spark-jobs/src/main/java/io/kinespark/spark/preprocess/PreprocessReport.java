package io.kinespark.spark.preprocess;

import io.kinespark.spark.preprocess.SplitSummary.ReasonCount;
import io.kinespark.spark.progress.ConsoleTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the user is told at the end. */
final class PreprocessReport {
  private static final double MIB = 1L << 20;
  private static final int REASONS_TOLD = 3;
  private static final int CLASSES_TOLD = 30;

  private final ConsoleTable splits =
      new ConsoleTable()
          .text("split")
          .number("rows")
          .number("ready")
          .number("rejected")
          .number("frames")
          .number("shards")
          .number("MiB")
          .number("time");
  private final ConsoleTable rejects =
      new ConsoleTable().text("split").text("reason").number("videos").text("example");
  private final ConsoleTable classes =
      new ConsoleTable()
          .text("split")
          .text("class")
          .number("ready")
          .number("rejected")
          .number("frames");
  private final List<String> pages = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> overBound = new ArrayList<>();
  private boolean anyReject;
  private boolean anyClass;

  /**
   * Adds a split.
   *
   * @param summary its counts
   * @param folder its output
   * @param elapsed time that the job took for it
   */
  void add(SplitSummary summary, SplitFolder folder, String elapsed) {
    splits.row(
        summary.name(),
        summary.rows(),
        summary.ready(),
        summary.rejected(),
        summary.frames(),
        summary.shards(),
        String.format(Locale.ROOT, "%.1f", summary.bytes() / MIB),
        elapsed);
    for (ReasonCount count : summary.reasons()) {
      rejects.row(summary.name(), count.reason(), count.videos(), count.example());
      anyReject = true;
    }
    addClasses(summary);
    summary.notes().forEach(note -> notes.add(summary.name() + ": " + note));
    pages.add(folder.page().toString());
  }

  /** Of many classes, just those from which something was set aside or of which nothing is left. */
  private void addClasses(SplitSummary summary) {
    boolean few = summary.classes().size() <= CLASSES_TOLD;
    summary.classes().stream()
        .filter(count -> few || count.rejected() > 0 || count.ready() == 0)
        .limit(CLASSES_TOLD)
        .forEach(
            count -> {
              classes.row(
                  summary.name(), count.name(), count.ready(), count.rejected(), count.frames());
              anyClass = true;
            });
  }

  /**
   * Remembers a split of which too much was set aside.
   *
   * @param summary its counts
   * @param bound the largest share allowed
   * @param folder its output
   */
  void addIfOverBound(SplitSummary summary, double bound, SplitFolder folder) {
    if (summary.rejectShare() > bound) {
      String reasons =
          summary.reasons().stream()
              .limit(REASONS_TOLD)
              .map(c -> "%n  %s: %d, such as %s".formatted(c.reason(), c.videos(), c.example()))
              .collect(Collectors.joining());
      overBound.add(
          "%d of the %d rows of split %s were rejected, over preprocess.max-reject-share = %s; see %s:%s"
              .formatted(
                  summary.rejected(),
                  summary.rows(),
                  summary.name(),
                  bound,
                  folder.rejects(),
                  reasons));
    }
  }

  void print(PrintWriter out) {
    out.print(splits);
    if (anyReject) {
      out.println();
      out.print(rejects);
    }
    if (anyClass) {
      out.println();
      out.print(classes);
    }
    notes.forEach(out::println);
    pages.forEach(page -> out.println("Summary with all classes: " + page));
    out.flush();
  }

  /**
   * Ends the job if too much was set aside.
   *
   * @throws PreprocessException naming the splits and the most frequent reasons
   */
  void throwIfOverBound() throws PreprocessException {
    if (!overBound.isEmpty()) {
      throw new PreprocessException(String.join(System.lineSeparator(), overBound));
    }
  }
}

package io.kinespark.spark.progress;

import io.kinespark.spark.terminal.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of plain ASCII rules and aligned columns for the terminal and for logs.
 *
 * <pre>
 * split       videos  rejected
 * ----------  ------  --------
 * train       240436        12
 * validation   19877         0
 * </pre>
 */
public final class ConsoleTable {
  private static final String GAP = "  ";

  /** Which side the cells of a column keep to. */
  public enum Align {
    /** Text. */
    LEFT,
    /** Numbers. */
    RIGHT
  }

  private final List<String> titles = new ArrayList<>();
  private final List<Align> alignments = new ArrayList<>();
  private final List<Integer> leastWidths = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column of text. */
  public ConsoleTable text(String title) {
    return column(title, Align.LEFT);
  }

  /** Adds a column of numbers. */
  public ConsoleTable number(String title) {
    return column(title, Align.RIGHT);
  }

  /**
   * Adds a column.
   *
   * @throws IllegalStateException if there are rows already
   */
  public ConsoleTable column(String title, Align align) {
    return column(title, align, 0);
  }

  /**
   * Adds a column that is never narrower than {@code leastWidth} characters; needed where a table
   * is printed line by line and later cells are not known yet.
   *
   * @throws IllegalStateException if there are rows already
   */
  public ConsoleTable column(String title, Align align, int leastWidth) {
    if (!rows.isEmpty()) {
      throw new IllegalStateException(
          "Column '" + title + "' comes after the first row; add columns before rows");
    }
    titles.add(oneLine(title));
    alignments.add(align);
    leastWidths.add(leastWidth);
    return this;
  }

  /**
   * Adds a row.
   *
   * @param cells one value per column, shown by {@code toString}; line breaks and tabs become
   *     spaces
   * @throws IllegalArgumentException if there are not as many cells as columns
   */
  public ConsoleTable row(Object... cells) {
    rows.add(checked(cells));
    return this;
  }

  /** The titles and the rule below them, two lines, for a table that is printed line by line. */
  public String head() {
    List<Integer> widths = widths();
    return line(titles, widths)
        + line(widths.stream().map(width -> "-".repeat(width)).toList(), widths);
  }

  /**
   * One line of a table that is printed line by line; the row is not kept.
   *
   * @param cells as for {@link #row}; a cell wider than its column so far moves the ones after it
   */
  public String line(Object... cells) {
    return line(checked(cells), widths());
  }

  private List<String> checked(Object... cells) {
    if (cells.length != titles.size()) {
      throw new IllegalArgumentException(
          "A row of "
              + cells.length
              + " cells does not fit a table of "
              + titles.size()
              + " columns "
              + titles);
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(oneLine(cell.toString()));
    }
    return row;
  }

  /** The table, each line ended by a line feed and free of trailing blanks. */
  @Override
  public String toString() {
    List<Integer> widths = widths();
    StringBuilder table = new StringBuilder(head());
    rows.forEach(row -> table.append(line(row, widths)));
    return table.toString();
  }

  private List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < titles.size(); column++) {
      int at = column;
      int widest = rows.stream().mapToInt(row -> width(row.get(at))).max().orElse(0);
      int least = Math.max(width(titles.get(column)), leastWidths.get(column));
      widths.add(Math.max(least, widest));
    }
    return widths;
  }

  private String line(List<String> cells, List<Integer> widths) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String blanks = " ".repeat(Math.max(0, widths.get(column) - width(cell)));
      padded.add(alignments.get(column) == Align.LEFT ? cell + blanks : blanks + cell);
    }
    return padded.stream().collect(Collectors.joining(GAP)).stripTrailing() + "\n";
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String oneLine(String cell) {
    return TerminalText.line(cell.replaceAll("\\s", " "));
  }
}

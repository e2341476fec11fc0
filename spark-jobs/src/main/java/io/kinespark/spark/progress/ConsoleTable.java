package io.kinespark.spark.progress;

import java.util.ArrayList;
import java.util.Collections;
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
    if (!rows.isEmpty()) {
      throw new IllegalStateException(
          "Column '" + title + "' comes after the first row; add columns before rows");
    }
    titles.add(oneLine(title));
    alignments.add(align);
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
    rows.add(row);
    return this;
  }

  /** The table, each line ended by a line feed and free of trailing blanks. */
  @Override
  public String toString() {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < titles.size(); column++) {
      int at = column;
      int widest = rows.stream().mapToInt(row -> width(row.get(at))).max().orElse(0);
      widths.add(Math.max(width(titles.get(column)), widest));
    }
    StringBuilder table = new StringBuilder();
    table.append(line(titles, widths));
    table.append(line(widths.stream().map(width -> "-".repeat(width)).toList(), widths));
    rows.forEach(row -> table.append(line(row, widths)));
    return table.toString();
  }

  private String line(List<String> cells, List<Integer> widths) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String blanks = String.join("", Collections.nCopies(widths.get(column) - width(cell), " "));
      padded.add(alignments.get(column) == Align.LEFT ? cell + blanks : blanks + cell);
    }
    return padded.stream().collect(Collectors.joining(GAP)).stripTrailing() + "\n";
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String oneLine(String cell) {
    return cell.replaceAll("\\s", " ");
  }
}

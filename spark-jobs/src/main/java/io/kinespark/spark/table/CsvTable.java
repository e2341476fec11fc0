package io.kinespark.spark.table;

import java.io.Flushable;
import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A CSV file (RFC 4180) that no spreadsheet takes for formulas. Names of videos and classes come
 * from elsewhere, and a spreadsheet computes a cell that begins with one of <code>= + - @</code>, a
 * tab or a line break. Such a text gets an apostrophe before it, and so does one that begins with
 * an apostrophe: whoever takes one leading apostrophe away has the original text of every cell.
 * Numbers stay as they are.
 */
public final class CsvTable implements Flushable {

  private static final char GUARD = '\'';

  /** What begins a formula, in both widths, and the guard itself. */
  private static final String GUARDED = "=+-@\t\r\n" + "\uFF1D\uFF0B\uFF0D\uFF20" + GUARD;

  private final CSVPrinter printer;

  /**
   * Begins a table.
   *
   * @param out where it goes; it is not closed here
   * @param lineEnd what ends a row
   * @param header names of the columns
   * @throws IOException if {@code out} cannot be written
   */
  public CsvTable(Appendable out, String lineEnd, List<String> header) throws IOException {
    this.printer =
        new CSVPrinter(out, CSVFormat.RFC4180.builder().setRecordSeparator(lineEnd).build());
    row(header);
  }

  /**
   * Adds a row.
   *
   * @param cells numbers, truth values and whatever else is written as its text
   * @throws IOException if the table cannot be written
   */
  public void row(List<?> cells) throws IOException {
    for (Object cell : cells) {
      boolean plain = cell instanceof Number || cell instanceof Boolean;
      printer.print(plain ? cell : guarded(cell.toString()));
    }
    printer.println();
  }

  /** A text as a cell that is no formula. */
  static String guarded(String text) {
    return !text.isEmpty() && GUARDED.indexOf(text.charAt(0)) >= 0 ? GUARD + text : text;
  }

  /**
   * The text that a cell was made of.
   *
   * @param cell a cell of a text, as a reader of CSV files gives it
   * @return the text
   */
  public static String original(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == GUARD ? cell.substring(1) : cell;
  }

  @Override
  public void flush() throws IOException {
    printer.flush();
  }
}

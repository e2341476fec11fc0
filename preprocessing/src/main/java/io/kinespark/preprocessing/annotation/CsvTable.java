package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The lines of a CSV file under its header; fields stand in double quotes where needed. */
final class CsvTable {

  private final Path file;
  private final char delimiter;
  private final List<String> lines;
  private final List<String> columns;

  private CsvTable(Path file, char delimiter, List<String> lines, List<String> columns) {
    this.file = file;
    this.delimiter = delimiter;
    this.lines = lines;
    this.columns = columns;
  }

  static CsvTable read(FileSystem files, Path file, char delimiter) throws IOException {
    List<String> lines = TextFile.readLines(files, file);
    if (lines.isEmpty()) {
      throw new AnnotationException(file + " is empty, it should begin with a header");
    }
    try {
      return new CsvTable(file, delimiter, lines, fields(lines.get(0), delimiter));
    } catch (RowException e) {
      throw new AnnotationException(file + ":1: " + e.getMessage(), e);
    }
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  /** Checks that there is exactly one column of each name. */
  void require(List<String> needed) throws AnnotationException {
    for (String column : needed) {
      if (columns.indexOf(column) != columns.lastIndexOf(column) || !has(column)) {
        throw new AnnotationException(
            "%s:1: the header must have one column '%s', it is %s; check the delimiter '%s' and the column names in the configuration"
                .formatted(file, column, NameLine.quoted(columns.toString()), delimiter));
      }
    }
  }

  /** Hands over the rows; {@code read} makes a row of a line's fields. */
  void forEach(RowSink sink, FieldsReading read) {
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank()) {
        sink.accept(i + 1, line, () -> read.read(named(line)));
      }
    }
  }

  /** Makes a row of fields by column name. */
  @FunctionalInterface
  interface FieldsReading {

    Row read(Function<String, String> fields) throws RowException;
  }

  private Function<String, String> named(String line) throws RowException {
    List<String> fields = fields(line, delimiter);
    if (fields.size() != columns.size()) {
      throw new RowException(
          RejectReason.BAD_ROW,
          "%d fields under a header of %d".formatted(fields.size(), columns.size()));
    }
    return column -> fields.get(columns.indexOf(column));
  }

  private static List<String> fields(String line, char delimiter) throws RowException {
    CSVFormat csv =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreSurroundingSpaces(true)
            .build();
    try (CSVParser parser = CSVParser.parse(line, csv)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() != 1) {
        throw new RowException(RejectReason.BAD_ROW, "this is not one line of CSV");
      }
      return records.get(0).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new RowException(RejectReason.BAD_ROW, "bad quotes: " + e.getMessage());
    }
  }
}

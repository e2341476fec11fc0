package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Splits the lines of one annotation file into fields. */
sealed interface RowParser {

  Row parse(String line) throws RowException;

  /** Lines without a header. */
  record PathAndLabelParser(AnnotationFormat.PathAndLabel format, boolean labelled)
      implements RowParser {

    @Override
    public Row parse(String line) throws RowException {
      if (!labelled) {
        return new Row(line.strip(), List.of(), Segment.WHOLE);
      }
      int cut =
          format.multiLabel()
              ? line.indexOf(format.delimiter())
              : line.stripTrailing().lastIndexOf(format.delimiter());
      if (cut < 0) {
        throw new RowException(
            RejectReason.BAD_ROW,
            "there is no '" + format.delimiter() + "' between path and label");
      }
      String rest = line.substring(cut + 1).strip();
      String delimiter = Pattern.quote(String.valueOf(format.delimiter()));
      List<String> labels =
          Arrays.stream(format.multiLabel() ? rest.split(delimiter) : new String[] {rest})
              .map(String::strip)
              .toList();
      return new Row(line.substring(0, cut).strip(), labels, Segment.WHOLE);
    }
  }

  /** Lines under a header. */
  record CsvParser(AnnotationFormat.Csv format, boolean labelled, List<String> columns)
      implements RowParser {

    static CsvParser of(AnnotationFormat.Csv format, boolean labelled, String file, String header)
        throws AnnotationException {
      List<String> columns;
      try {
        columns = fields(format, header);
      } catch (RowException e) {
        throw new AnnotationException(file + ":1: " + e.getMessage(), e);
      }
      CsvParser parser = new CsvParser(format, labelled, columns);
      for (String needed : parser.needed()) {
        if (columns.indexOf(needed) != columns.lastIndexOf(needed) || !columns.contains(needed)) {
          throw new AnnotationException(
              "%s:1: the header must have one column '%s', it is %s; check the delimiter '%s' and the column names in the configuration"
                  .formatted(file, needed, columns, format.delimiter()));
        }
      }
      return parser;
    }

    private List<String> needed() {
      return Stream.of(
              format.pathColumn(),
              labelled ? format.labelColumn() : "",
              format.startColumn(),
              format.endColumn())
          .filter(column -> !column.isEmpty())
          .toList();
    }

    @Override
    public Row parse(String line) throws RowException {
      List<String> fields = fields(format, line);
      if (fields.size() != columns.size()) {
        throw new RowException(
            RejectReason.BAD_ROW,
            "%d fields under a header of %d".formatted(fields.size(), columns.size()));
      }
      List<String> labels =
          labelled
              ? Arrays.stream(field(fields, format.labelColumn()).split("\\|"))
                  .map(String::strip)
                  .toList()
              : List.of();
      return new Row(field(fields, format.pathColumn()), labels, segment(fields));
    }

    private Segment segment(List<String> fields) throws RowException {
      if (format.startColumn().isEmpty()) {
        return Segment.WHOLE;
      }
      try {
        return new Segment(
            Double.parseDouble(field(fields, format.startColumn())),
            Double.parseDouble(field(fields, format.endColumn())));
      } catch (IllegalArgumentException e) {
        throw new RowException(RejectReason.BAD_ROW, "bad segment: " + e.getMessage());
      }
    }

    private String field(List<String> fields, String column) {
      return fields.get(columns.indexOf(column));
    }

    private static List<String> fields(AnnotationFormat.Csv format, String line)
        throws RowException {
      CSVFormat csv =
          CSVFormat.DEFAULT
              .builder()
              .setDelimiter(format.delimiter())
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
}

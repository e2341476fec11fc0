package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** CSV files whose columns are named in the configuration. */
record CsvParser(AnnotationFormat.Csv format, boolean labelled) implements FileParser {

  @Override
  public void parse(FileSystem files, Path file, Split split, RowSink sink) throws IOException {
    CsvTable table = CsvTable.read(files, file, format.delimiter());
    table.require(
        Stream.of(
                format.pathColumn(),
                labelled ? format.labelColumn() : "",
                format.startColumn(),
                format.endColumn())
            .filter(column -> !column.isEmpty())
            .toList());
    table.forEach(
        sink,
        fields -> Row.of(fields.apply(format.pathColumn()), labels(fields), segment(fields, sink)));
  }

  private List<String> labels(Function<String, String> fields) {
    return labelled
        ? Arrays.stream(fields.apply(format.labelColumn()).split("\\|")).map(String::strip).toList()
        : List.of();
  }

  private Segment segment(Function<String, String> fields, RowSink sink) throws RowException {
    if (format.startColumn().isEmpty()) {
      return Segment.WHOLE;
    }
    return SegmentTimes.of(
        seconds(fields.apply(format.startColumn())),
        seconds(fields.apply(format.endColumn())),
        fields.apply(format.pathColumn()),
        sink);
  }

  private static double seconds(String text) throws RowException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new RowException(
          RejectReason.BAD_ROW, "bad segment: '" + text + "' is no time in seconds");
    }
  }
}

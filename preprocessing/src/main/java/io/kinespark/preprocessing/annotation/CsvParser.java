package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
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
        sink, fields -> Row.of(fields.apply(format.pathColumn()), labels(fields), segment(fields)));
  }

  private List<String> labels(Function<String, String> fields) {
    return labelled
        ? Arrays.stream(fields.apply(format.labelColumn()).split("\\|")).map(String::strip).toList()
        : List.of();
  }

  private Segment segment(Function<String, String> fields) throws RowException {
    if (format.startColumn().isEmpty()) {
      return Segment.WHOLE;
    }
    try {
      return new TimeSpan(
          Double.parseDouble(fields.apply(format.startColumn())),
          Double.parseDouble(fields.apply(format.endColumn())));
    } catch (IllegalArgumentException e) {
      throw new RowException(RejectReason.BAD_ROW, "bad segment: " + e.getMessage());
    }
  }
}

package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Split;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads annotation files of one format. */
@FunctionalInterface
interface FileParser {

  /**
   * Reads a file.
   *
   * @param files its file system
   * @param file its path
   * @param split the part of the data set that is wanted, for files that hold several
   * @param sink where rows go
   * @throws AnnotationException if the file as a whole is not of this format
   */
  void parse(FileSystem files, Path file, Split split, RowSink sink) throws IOException;

  /** The parser of a format; {@code labelled} says whether rows of free formats have labels. */
  static FileParser of(AnnotationFormat format, boolean labelled) {
    if (format instanceof AnnotationFormat.Csv csv) {
      return new CsvParser(csv, labelled);
    }
    if (format instanceof AnnotationFormat.Kinetics) {
      return new KineticsParser();
    }
    if (format instanceof AnnotationFormat.SomethingJson) {
      return new SomethingJsonParser();
    }
    if (format instanceof AnnotationFormat.ActivityNet activityNet) {
      return new ActivityNetParser(activityNet.segments());
    }
    if (format instanceof AnnotationFormat.FrameRows) {
      return new FrameRowsParser();
    }
    LineParser line;
    if (format instanceof AnnotationFormat.PathAndLabel list) {
      line = (text, split) -> ListLine.read(text, list, labelled);
    } else if (format instanceof AnnotationFormat.FrameList list) {
      line = (text, split) -> ListLine.read(text, list, labelled);
    } else {
      line = new SomethingLine();
    }
    return line.forAllLines();
  }

  /** Reads a line of a file without a header. */
  @FunctionalInterface
  interface LineParser {

    Row read(String line, Split split) throws RowException;

    default FileParser forAllLines() {
      return (files, file, split, sink) -> {
        int number = 0;
        for (String line : TextFile.readLines(files, file)) {
          number++;
          if (!line.isBlank()) {
            sink.accept(number, line, () -> read(line, split));
          }
        }
      };
    }
  }
}

package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.Split;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads annotation files of one format. */
@FunctionalInterface
public interface FileParser {

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

  /** A parser of files without a header, line by line; blank lines are passed over. */
  static FileParser ofLines(LineParser lines) {
    return (files, file, split, sink) -> {
      int number = 0;
      for (String line : TextFile.readLines(files, file)) {
        number++;
        if (!line.isBlank()) {
          sink.accept(number, line, () -> lines.read(line, split));
        }
      }
    };
  }

  /** Reads a line of a file without a header. */
  @FunctionalInterface
  interface LineParser {

    /**
     * The fields of a line.
     *
     * @throws RowException rejects this line alone
     */
    Row read(String line, Split split) throws RowException;
  }
}

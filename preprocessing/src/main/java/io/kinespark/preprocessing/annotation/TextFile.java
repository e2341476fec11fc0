package io.kinespark.preprocessing.annotation;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads small UTF-8 text files from any Hadoop file system. */
final class TextFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  static List<String> readLines(FileSystem fileSystem, Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(fileSystem.open(file), StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().toList();
      if (!lines.isEmpty() && lines.get(0).startsWith(BYTE_ORDER_MARK)) {
        return Stream.concat(Stream.of(lines.get(0).substring(1)), lines.stream().skip(1)).toList();
      }
      return lines;
    } catch (FileNotFoundException e) {
      throw new AnnotationException(
          file + " does not exist; check the data set's paths in the configuration", e);
    } catch (IOException | UncheckedIOException e) {
      throw new AnnotationException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}

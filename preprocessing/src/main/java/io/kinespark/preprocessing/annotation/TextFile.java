package io.kinespark.preprocessing.annotation;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads UTF-8 text files from any Hadoop file system. */
final class TextFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /** Takes the lines of a file, counted from 1. */
  @FunctionalInterface
  interface LineConsumer {

    void accept(int number, String line) throws AnnotationException;
  }

  static List<String> readLines(FileSystem fileSystem, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    forEachLine(fileSystem, file, (number, line) -> lines.add(line));
    return lines;
  }

  /** Hands over the lines one by one, for files of millions of them; answers how many. */
  static int forEachLine(FileSystem fileSystem, Path file, LineConsumer consumer)
      throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(fileSystem.open(file), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        consumer.accept(
            number, number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line);
      }
      return number;
    } catch (AnnotationException e) {
      throw e;
    } catch (FileNotFoundException e) {
      throw new AnnotationException(
          file + " does not exist; check the data set's paths in the configuration", e);
    } catch (IOException e) {
      throw new AnnotationException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}

package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.storage.WatchedFileSystem;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads UTF-8 text files from any Hadoop file system. Texts of wider characters are refused by the
 * name of their encoding; bytes that are not UTF-8 become U+FFFD, so that a row of them can be set
 * aside and the others used.
 */
final class TextFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int START = 1 << 16;

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
    try (BufferedInputStream in =
        new BufferedInputStream(WatchedFileSystem.of(fileSystem).open(file), START)) {
      requireNarrow(in, file);
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        consumer.accept(
            number, number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line);
      }
      return number;
    } catch (AnnotationException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static void requireNarrow(BufferedInputStream in, Path file) throws IOException {
    in.mark(START);
    Optional<String> wide = TextEncoding.wide(in.readNBytes(START));
    in.reset();
    if (wide.isPresent()) {
      throw new AnnotationException(file + ": it is " + wide.get() + "; save it as UTF-8");
    }
  }

  /**
   * Checks a file of which every byte counts.
   *
   * @throws AnnotationException if it is not UTF-8, naming what it is instead, or cannot be read
   */
  static void requireUtf8(FileSystem fileSystem, Path file) throws AnnotationException {
    Optional<String> problem;
    try (InputStream in = WatchedFileSystem.of(fileSystem).open(file)) {
      problem = TextEncoding.problem(in.readAllBytes());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (problem.isPresent()) {
      throw new AnnotationException(file + ": " + problem.get());
    }
  }

  static AnnotationException unreadable(Path file, IOException cause) {
    return cause instanceof FileNotFoundException
        ? new AnnotationException(
            file + " does not exist; check the data set's paths in the configuration", cause)
        : new AnnotationException(file + " cannot be read: " + cause.getMessage(), cause);
  }
}

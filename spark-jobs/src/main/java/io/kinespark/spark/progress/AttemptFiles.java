package io.kinespark.spark.progress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The numbered files of a run's log folder, one per attempt. */
final class AttemptFiles {
  private static final Pattern NAME = Pattern.compile("attempt-(\\d{1,9})\\.jsonl");

  private final FileSystem fileSystem;
  private final Path folder;

  AttemptFiles(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /** The attempts' files, oldest attempt first; other files are not looked at. */
  List<Path> inOrder() throws IOException {
    List<Integer> numbers = numbers();
    return numbers.stream().map(this::file).toList();
  }

  /** A file after the newest attempt. */
  Path next() throws IOException {
    List<Integer> numbers = numbers();
    return file(numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1) + 1);
  }

  private List<Integer> numbers() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (FileStatus status : fileSystem.listStatus(folder)) {
      Matcher name = NAME.matcher(status.getPath().getName());
      if (name.matches()) {
        numbers.add(Integer.valueOf(name.group(1)));
      }
    }
    Collections.sort(numbers);
    return numbers;
  }

  private Path file(int number) {
    return new Path(folder, "attempt-%05d.jsonl".formatted(number));
  }
}

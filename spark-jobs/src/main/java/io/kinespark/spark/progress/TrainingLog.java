package io.kinespark.spark.progress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The history of a run as its training log tells it, all attempts joined.
 *
 * <p>When an attempt resumed after an earlier step than the one before it had reached, the earlier
 * attempt's records past that step are left out: those steps were rolled back and taken again.
 *
 * @param iterations the steps, by rising iteration
 * @param epochs the finished epochs, by rising iteration
 */
public record TrainingLog(List<IterationRecord> iterations, List<EpochRecord> epochs) {
  /** Copies both lists. */
  public TrainingLog {
    iterations = List.copyOf(iterations);
    epochs = List.copyOf(epochs);
  }

  /** The log of a run that has not logged anything. */
  public static TrainingLog empty() {
    return new TrainingLog(List.of(), List.of());
  }

  /**
   * Reads the log folder of a run. A folder that does not exist, empty files and a last line that a
   * crash cut short are fine.
   *
   * @throws IOException if a file cannot be read or holds a damaged line before its end; the
   *     message names file and line
   */
  public static TrainingLog read(FileSystem fileSystem, Path folder) throws IOException {
    if (!fileSystem.exists(folder)) {
      return empty();
    }
    NavigableMap<Long, IterationRecord> iterations = new TreeMap<>();
    NavigableMap<Long, EpochRecord> epochs = new TreeMap<>();
    for (Path file : new AttemptFiles(fileSystem, folder).inOrder()) {
      Attempt attempt = readAttempt(fileSystem, file);
      iterations.tailMap(attempt.resumedAfter(), false).clear();
      epochs.tailMap(attempt.resumedAfter(), false).clear();
      for (TrainingRecord record : attempt.records()) {
        if (record instanceof IterationRecord step) {
          iterations.put(step.iteration(), step);
        } else if (record instanceof EpochRecord epoch) {
          epochs.put(epoch.iteration(), epoch);
        }
      }
    }
    return new TrainingLog(List.copyOf(iterations.values()), List.copyOf(epochs.values()));
  }

  private record Attempt(long resumedAfter, List<TrainingRecord> records) {}

  private static Attempt readAttempt(FileSystem fileSystem, Path file) throws IOException {
    TrainingRecordJson json = new TrainingRecordJson();
    Attempt attempt = new Attempt(Long.MAX_VALUE, new ArrayList<>());
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(fileSystem.open(file), StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      for (int number = 1; line != null; number++) {
        String following = reader.readLine();
        try {
          if (number == 1) {
            attempt = new Attempt(json.parseStart(line), attempt.records());
          } else {
            attempt.records().add(json.parse(line));
          }
        } catch (IOException e) {
          if (following != null) {
            throw new IOException(
                file
                    + " line "
                    + number
                    + " is damaged ("
                    + e.getMessage()
                    + "); only a last line may be cut short. Restore the file or move it out of the log folder.",
                e);
          }
        }
        line = following;
      }
    }
    return attempt;
  }
}

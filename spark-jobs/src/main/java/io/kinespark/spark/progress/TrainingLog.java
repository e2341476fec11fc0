package io.kinespark.spark.progress;

import java.util.List;
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
 * @param damage what of the log could not be read, a sentence for each of its files; empty where
 *     nothing is missing
 */
public record TrainingLog(
    List<IterationRecord> iterations, List<EpochRecord> epochs, List<String> damage) {
  /** Copies the lists. */
  public TrainingLog {
    iterations = List.copyOf(iterations);
    epochs = List.copyOf(epochs);
    damage = List.copyOf(damage);
  }

  /** A log that was read whole. */
  public TrainingLog(List<IterationRecord> iterations, List<EpochRecord> epochs) {
    this(iterations, epochs, List.of());
  }

  /** The log of a run that has not logged anything. */
  public static TrainingLog empty() {
    return new TrainingLog(List.of(), List.of());
  }

  /**
   * Reads the log folder of a run. A folder that does not exist, empty files and a last line that a
   * crash cut short are fine; what else cannot be read is left out and {@linkplain #damage() said},
   * with file and line. Of a log beyond all measure (512 MiB) the beginning is read, of more than
   * 100,000 steps or epochs an even part is kept.
   */
  public static TrainingLog read(FileSystem fileSystem, Path folder) {
    return new TrainingLogReader(fileSystem).read(folder);
  }
}

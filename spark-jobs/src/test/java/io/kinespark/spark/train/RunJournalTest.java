package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.checkpoint.FullFileSystem;
import io.kinespark.spark.progress.EpochRecord;
import io.kinespark.spark.progress.IterationRecord;
import io.kinespark.spark.progress.JsonLinesLog;
import io.kinespark.spark.progress.OptionalParts;
import io.kinespark.spark.progress.TensorBoardFile;
import io.kinespark.spark.progress.TrainingLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's log and scalars on a disk that fills up and is emptied again. */
final class RunJournalTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final OptionalDouble HALF = OptionalDouble.of(0.5);

  @TempDir private Path disk;

  @Test
  void aFullDiskEndsNeitherTheRunNorTheLogOfLaterEpochs() throws IOException {
    var err = new StringWriter();
    Path ballast = Files.write(disk.resolve("ballast"), new byte[100_000]);
    var files = new FullFileSystem(disk, 101_000);
    files.initialize(disk.toUri(), new Configuration());
    var logs = new org.apache.hadoop.fs.Path(disk.resolve("log").toUri());
    var curves = new org.apache.hadoop.fs.Path(disk.resolve("tensorboard").toUri());
    try (var journal =
        new RunJournal(
            resumedAfter -> JsonLinesLog.start(files, logs, resumedAfter),
            () -> TensorBoardFile.create(files, curves),
            new OptionalParts(new PrintWriter(err, true)))) {
      journal.begin(0);
      for (int step = 1; step <= 50; step++) {
        journal.iteration(new IterationRecord(1, step, 0.5, HALF, 0.01, 100, 0.1, NOW), 1);
      }
      journal.epoch(epoch(1));
      Files.delete(ballast);
      journal.iteration(new IterationRecord(2, 51, 0.5, HALF, 0.01, 100, 0.1, NOW), 1);
      journal.epoch(epoch(2));
    }
    assertThat(TrainingLog.read(files, logs).epochs()).extracting(EpochRecord::epoch).contains(2);
    assertThat(disk.resolve("tensorboard")).isNotEmptyDirectory();
    assertThat(err.toString()).containsOnlyOnce("could not make complete training log");
  }

  private static EpochRecord epoch(int number) {
    return new EpochRecord(
        number,
        50L * number,
        0.5,
        HALF,
        HALF,
        HALF,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0.01,
        80,
        Duration.ofSeconds(10),
        NOW);
  }
}

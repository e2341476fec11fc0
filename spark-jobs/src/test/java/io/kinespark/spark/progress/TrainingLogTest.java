package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLogTest {
  @TempDir java.nio.file.Path temporary;

  private FileSystem files;
  private Path folder;

  @BeforeEach
  void openFileSystem() throws IOException {
    files = FileSystem.getLocal(new Configuration());
    folder = new Path(temporary.toUri().toString(), "run/log");
  }

  static IterationRecord step(long iteration, double loss) {
    return new IterationRecord(
        (int) (1 + (iteration - 1) / 10),
        iteration,
        loss,
        OptionalDouble.of(0.25),
        0.01,
        31.5,
        0.125,
        Instant.parse("2026-11-20T08:00:00Z").plusSeconds(iteration));
  }

  static EpochRecord epoch(int epoch, long iteration) {
    return new EpochRecord(
        epoch,
        iteration,
        1.5,
        OptionalDouble.empty(),
        OptionalDouble.of(0.5),
        OptionalDouble.of(0.75),
        OptionalDouble.of(0.625),
        OptionalDouble.of(6_540_000_000.0),
        0.01,
        240,
        Duration.ofMillis(61_500),
        Instant.parse("2026-11-20T09:00:00Z"));
  }

  private void attempt(long resumedAfter, TrainingRecord... records) throws IOException {
    try (JsonLinesLog log = JsonLinesLog.start(files, folder, resumedAfter)) {
      for (TrainingRecord record : records) {
        log.append(record);
      }
    }
  }

  private java.nio.file.Path attemptFile(int number) {
    return temporary.resolve("run/log/attempt-%05d.jsonl".formatted(number));
  }

  @Test
  void recordsComeBackAsTheyWere() throws IOException {
    attempt(0, step(1, 2.5), step(10, 0.1 + 0.2), epoch(1, 10));
    assertThat(TrainingLog.read(files, folder))
        .isEqualTo(
            new TrainingLog(List.of(step(1, 2.5), step(10, 0.1 + 0.2)), List.of(epoch(1, 10))));
  }

  @Test
  void lossThatIsNotANumberSurvives() throws IOException {
    attempt(
        0,
        step(1, Double.NaN),
        step(2, Double.POSITIVE_INFINITY),
        step(3, Double.NEGATIVE_INFINITY));
    assertThat(TrainingLog.read(files, folder).iterations())
        .extracting(IterationRecord::loss)
        .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  @Test
  void stepsThatWereRolledBackCountOnce() throws IOException {
    attempt(0, step(5, 5), step(10, 4), epoch(1, 10), step(15, 3));
    attempt(10, step(15, 2), step(20, 1), epoch(2, 20));
    attempt(12);
    TrainingLog log = TrainingLog.read(files, folder);
    assertThat(log.iterations()).extracting(IterationRecord::iteration).containsExactly(5L, 10L);
    assertThat(log.epochs()).containsExactly(epoch(1, 10));
  }

  @Test
  void resumedAttemptReplacesOnlyWhatFollowsItsCheckpoint() throws IOException {
    attempt(0, step(5, 5), step(10, 4), step(15, 3));
    attempt(10, step(15, 2), step(20, 1));
    assertThat(TrainingLog.read(files, folder).iterations())
        .extracting(IterationRecord::loss)
        .containsExactly(5.0, 4.0, 2.0, 1.0);
  }

  @Test
  void attemptsDoNotTouchEachOthersFiles() throws IOException {
    attempt(0, step(1, 1));
    byte[] first = Files.readAllBytes(attemptFile(1));
    attempt(1, step(2, 1));
    assertThat(Files.readAllBytes(attemptFile(1))).isEqualTo(first);
    assertThat(attemptFile(2)).exists();
  }

  @Test
  void epochIsOnDiskBeforeTheLogIsClosed() throws IOException {
    try (JsonLinesLog log = JsonLinesLog.start(files, folder, 0)) {
      log.append(step(1, 1));
      log.append(epoch(1, 10));
      assertThat(TrainingLog.read(files, folder).epochs()).containsExactly(epoch(1, 10));
    }
  }

  @Test
  void noFolderNoFilesAndEmptyFilesAreAnEmptyLog() throws IOException {
    assertThat(TrainingLog.read(files, folder)).isEqualTo(TrainingLog.empty());
    files.mkdirs(folder);
    assertThat(TrainingLog.read(files, folder)).isEqualTo(TrainingLog.empty());
    Files.createFile(attemptFile(1));
    assertThat(TrainingLog.read(files, folder)).isEqualTo(TrainingLog.empty());
  }

  @Test
  void lineCutShortByACrashIsLeftOut() throws IOException {
    attempt(0, step(1, 1), step(2, 1));
    byte[] whole = Files.readAllBytes(attemptFile(1));
    Files.write(attemptFile(1), java.util.Arrays.copyOf(whole, whole.length - 20));
    attempt(1, step(2, 7));
    assertThat(TrainingLog.read(files, folder).iterations())
        .containsExactly(step(1, 1), step(2, 7));
  }

  @Test
  void damageBeforeTheEndNamesFileAndLine() throws IOException {
    attempt(0, step(1, 1), step(2, 1));
    List<String> lines = Files.readAllLines(attemptFile(1));
    Files.write(
        attemptFile(1),
        List.of(lines.get(0), lines.get(1).replace("\"loss\"", "\"lost\""), lines.get(2)));
    assertThatThrownBy(() -> TrainingLog.read(files, folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("attempt-00001.jsonl line 2")
        .hasMessageContaining("'loss' is missing");
  }

  @Test
  void fileOfAnotherSchemaIsRefused() throws IOException {
    attempt(0, step(1, 1));
    String text = Files.readString(attemptFile(1)).replace("\"schema\":1", "\"schema\":9");
    Files.writeString(attemptFile(1), text);
    assertThatThrownBy(() -> TrainingLog.read(files, folder)).hasMessageContaining("schema 9");
  }

  @Test
  void countersStartAtOne() {
    assertThatThrownBy(() -> step(0, 1)).hasMessageContaining("counted from 1");
  }
}

package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
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

  private TrainingLog read() {
    return TrainingLog.read(files, folder);
  }

  private void replaceLine(int number, String line) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(attemptFile(1)));
    lines.set(number - 1, line);
    Files.write(attemptFile(1), lines);
  }

  @Test
  void damagedLinesAreLeftOutAndTheFirstIsNamed() throws IOException {
    for (String damaged :
        List.of(
            "",
            " ",
            "null",
            "7",
            "[]",
            "{",
            "\u0000\u0001\u007f\ufffd",
            "{\"kind\":\"iteration\"}",
            "{\"kind\":\"iteration\",\"epoch\":\"one\"}",
            "{\"kind\":\"iteration\",\"epoch\":1,\"iteration\":1e99}",
            "{\"kind\":\"iteration\",\"epoch\":-1,\"iteration\":2,\"loss\":1}",
            "{\"kind\":\"song\"}",
            "{\"kind\":{}}",
            "[".repeat(LogLines.LONGEST),
            "{\"a\":".repeat(LogLines.LONGEST / 5),
            "1".repeat(LogLines.LONGEST),
            "x".repeat(1_000_000))) {
      Files.deleteIfExists(attemptFile(1));
      attempt(0, step(1, 1), step(2, 1), step(3, 1), step(4, 1));
      replaceLine(3, damaged);
      replaceLine(4, damaged);
      TrainingLog log = read();
      assertThat(log.iterations()).as(damaged).containsExactly(step(1, 1), step(4, 1));
      assertThat(log.damage()).hasSize(1);
      assertThat(log.damage().get(0))
          .contains("attempt-00001.jsonl: 2 lines are left out, first line 3: ")
          .hasSizeLessThan(1000);
    }
  }

  @Test
  void damageSaysWhatIsWrong() throws IOException {
    attempt(0, step(1, 1), step(2, 1));
    List<String> lines = Files.readAllLines(attemptFile(1));
    replaceLine(2, lines.get(1).replace("\"loss\"", "\"lost\""));
    assertThat(read().damage().get(0))
        .contains("attempt-00001.jsonl: 1 line is left out, first line 2: ")
        .contains("'loss' is missing");
  }

  @Test
  void anAttemptWhoseStartIsDamagedBeginsAtItsFirstStep() throws IOException {
    attempt(0, step(5, 5), step(10, 4), step(15, 3));
    Files.move(attemptFile(1), temporary.resolve("run/log/attempt-00000.jsonl"));
    attempt(10, step(11, 2), step(20, 1));
    replaceLine(1, "{\"kind\":\"sta");
    TrainingLog log = read();
    assertThat(log.iterations())
        .extracting(IterationRecord::loss)
        .containsExactly(5.0, 4.0, 2.0, 1.0);
    assertThat(log.damage()).hasSize(1);
  }

  @Test
  void fileOfAnotherSchemaIsLeftOut() throws IOException {
    attempt(0, step(1, 1));
    attempt(1, step(2, 1));
    String text = Files.readString(attemptFile(1)).replace("\"schema\":1", "\"schema\":9");
    Files.writeString(attemptFile(1), text);
    TrainingLog log = read();
    assertThat(log.iterations()).containsExactly(step(2, 1));
    assertThat(log.damage()).hasSize(1);
    assertThat(log.damage().get(0)).contains("attempt-00001.jsonl").contains("schema 9");
  }

  @Test
  void whatIsNoFileIsSaid() throws IOException {
    attempt(0, step(1, 1));
    Files.createDirectory(attemptFile(2));
    Files.writeString(temporary.resolve("run/log/attempt-99999999999999999999.jsonl"), "x");
    TrainingLog log = read();
    assertThat(log.iterations()).containsExactly(step(1, 1));
    assertThat(log.damage()).hasSize(1);
    assertThat(log.damage().get(0)).contains("attempt-00002.jsonl");
    assertThat(TrainingLog.read(files, new Path(folder, "attempt-00001.jsonl")).iterations())
        .isEmpty();
  }

  @Test
  void bytesThatTheirChecksumsContradictAreSaid() throws IOException {
    files.mkdirs(folder);
    try (var out = files.create(new Path(folder, "attempt-00001.jsonl"))) {
      out.write("{}\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(attemptFile(1), "[]\n".repeat(1000));
    assertThat(read().damage().get(0)).contains("Checksum");
  }

  @Test
  void manyDamagedFilesAreCounted() throws IOException {
    files.mkdirs(folder);
    for (int number = 1; number <= 20; number++) {
      Files.writeString(attemptFile(number), "no log\n");
    }
    assertThat(read().damage()).hasSize(6).last().isEqualTo("and 15 more of its files");
  }

  @Test
  void aLogBeyondAllMeasureIsReadToABound() throws IOException {
    attempt(
        0,
        IntStream.rangeClosed(1, 1000).mapToObj(i -> step(i, i)).toArray(IterationRecord[]::new));
    attempt(1000, step(1001, 1));
    long most = Files.size(attemptFile(1)) / 2;
    TrainingLog log = new TrainingLogReader(files, most, 100).read(folder);
    assertThat(log.damage()).hasSize(2);
    assertThat(log.damage().get(0)).contains("attempt-00001.jsonl").contains("the log is too long");
    assertThat(log.damage().get(1)).contains("attempt-00002.jsonl").contains("the log is too long");
    assertThat(log.iterations()).hasSizeBetween(50, 100);
    List<Long> steps = log.iterations().stream().map(IterationRecord::iteration).toList();
    assertThat(steps.get(0)).isEqualTo(1);
    assertThat(steps.get(steps.size() - 1)).isBetween(480L, 505L);
    for (int i = 2; i < steps.size(); i++) {
      assertThat(steps.get(i) - steps.get(i - 1)).isEqualTo(steps.get(1) - steps.get(0));
    }
  }

  @Test
  void garbageWithoutALineFeedTakesNoMemory() throws IOException {
    files.mkdirs(folder);
    byte[] garbage = new byte[1 << 20];
    new Random(7).nextBytes(garbage);
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = garbage[i] == '\n' ? 0 : garbage[i];
    }
    Files.write(attemptFile(1), garbage);
    LogLines lines = new LogLines(new ByteArrayInputStream(garbage), Long.MAX_VALUE);
    LogLines.Line line = lines.next().orElseThrow();
    assertThat(line.whole()).isFalse();
    assertThat(line.ended()).isFalse();
    assertThat(line.text()).hasSizeLessThanOrEqualTo(LogLines.LONGEST);
    assertThat(lines.next()).isEmpty();
    assertThat(read().iterations()).isEmpty();
  }

  @Test
  void countersStartAtOne() {
    assertThatThrownBy(() -> step(0, 1)).hasMessageContaining("counted from 1");
  }
}

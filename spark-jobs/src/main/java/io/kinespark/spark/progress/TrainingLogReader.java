package io.kinespark.spark.progress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads what can be read of a run's training log. A log is a run's diary, not its result: whatever
 * is in its files, reading ends, takes bounded memory and says what was left out.
 */
final class TrainingLogReader {
  /** About two million steps. */
  static final long MOST_BYTES = 512L << 20;

  static final int MOST_RECORDS = 100_000;
  private static final int FILES_NAMED = 5;
  private static final int LONGEST_REASON = 200;

  private final FileSystem fileSystem;
  private final TrainingRecordJson json = new TrainingRecordJson();
  private final LogHistory<IterationRecord> iterations;
  private final LogHistory<EpochRecord> epochs;
  private final List<String> damage = new ArrayList<>();
  private long bytesLeft;

  TrainingLogReader(FileSystem fileSystem) {
    this(fileSystem, MOST_BYTES, MOST_RECORDS);
  }

  TrainingLogReader(FileSystem fileSystem, long mostBytes, int mostRecords) {
    this.fileSystem = fileSystem;
    this.bytesLeft = mostBytes;
    this.iterations = new LogHistory<>(mostRecords);
    this.epochs = new LogHistory<>(mostRecords);
  }

  TrainingLog read(Path folder) {
    try {
      if (fileSystem.exists(folder)) {
        new AttemptFiles(fileSystem, folder).inOrder().forEach(this::readFile);
      }
    } catch (IOException | RuntimeException | FSError e) {
      damage.add(folder + " cannot be listed: " + e.getMessage());
    }
    return new TrainingLog(iterations.inOrder(), epochs.inOrder(), told());
  }

  private void readFile(Path file) {
    if (bytesLeft <= 0) {
      damage.add(file + " is not read, the log is too long");
      return;
    }
    Attempt attempt = new Attempt();
    try (InputStream in = new BufferedInputStream(fileSystem.open(file))) {
      LogLines lines = new LogLines(in, bytesLeft);
      for (Optional<LogLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        attempt.add(line.get());
      }
      bytesLeft -= lines.taken();
      if (lines.isCutOff()) {
        attempt.damaged("it and what comes after is not read, the log is too long");
      }
    } catch (IOException | RuntimeException | FSError e) {
      attempt.damaged("what comes there cannot be read: " + e.getMessage());
    }
    attempt.describe(file).ifPresent(damage::add);
  }

  private List<String> told() {
    if (damage.size() <= FILES_NAMED) {
      return damage;
    }
    List<String> told = new ArrayList<>(damage.subList(0, FILES_NAMED));
    told.add("and %d more of its files".formatted(damage.size() - FILES_NAMED));
    return told;
  }

  /** One file of the log. */
  private final class Attempt {
    private int number;
    private boolean begun;
    private boolean foreign;
    private int lines;
    private String first = "";

    /** Adds a line, or counts it as damaged; a last one may be cut short. */
    void add(LogLines.Line line) {
      number++;
      if (foreign) {
        return;
      }
      try {
        if (!line.whole()) {
          throw new IOException("longer than " + LogLines.LONGEST + " bytes");
        }
        if (number == 1) {
          begin(json.parseStart(line.text()));
        } else {
          add(json.parse(line.text()));
        }
      } catch (OtherSchemaException e) {
        foreign = true;
        damaged(e.getMessage());
      } catch (IOException e) {
        if (line.ended()) {
          damaged(e.getMessage());
        }
      }
    }

    private void begin(long resumedAfter) {
      begun = true;
      iterations.goBackTo(resumedAfter);
      epochs.goBackTo(resumedAfter);
    }

    /** Without its start record, an attempt is taken to begin at its first step. */
    private void add(TrainingRecord record) {
      if (!begun) {
        begin(record.iteration() - 1);
      }
      if (record instanceof IterationRecord step) {
        iterations.add(step);
      } else if (record instanceof EpochRecord epoch) {
        epochs.add(epoch);
      }
    }

    void damaged(String why) {
      if (lines == 0) {
        String shortened = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
        first = "line %d: %s".formatted(number, shortened);
      }
      lines++;
    }

    Optional<String> describe(Path file) {
      return lines == 0
          ? Optional.empty()
          : Optional.of(
              "%s: %d line%s left out, first %s"
                  .formatted(file, lines, lines == 1 ? " is" : "s are", first));
    }
  }
}

package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyLogTest {
  private final StringWriter err = new StringWriter();
  private final OptionalParts parts = new OptionalParts(new PrintWriter(err, true));
  private final List<String> written = new ArrayList<>();
  private boolean full;

  private RecordLog open(long resumedAfter) throws IOException {
    write("open " + resumedAfter);
    return new RecordLog() {
      @Override
      public void append(TrainingRecord record) throws IOException {
        write("step " + record.iteration());
      }

      @Override
      public void close() throws IOException {
        write("close");
      }
    };
  }

  private ScalarWriter scalars() throws IOException {
    write("open");
    return new ScalarWriter() {
      @Override
      public void scalar(String tag, double value, long step) throws IOException {
        write(tag + " " + step);
      }

      @Override
      public void close() throws IOException {
        write("close");
      }
    };
  }

  private void write(String word) throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
    written.add(word);
  }

  @Test
  void aFullDiskLosesRecordsIsSaidOnceAndIsTriedAgainAfterEachEpoch() {
    SteadyLog log = new SteadyLog(this::open, 0, parts);
    log.append(TrainingLogTest.step(1, 1));
    full = true;
    log.append(TrainingLogTest.step(2, 1));
    log.append(TrainingLogTest.step(3, 1));
    log.append(TrainingLogTest.epoch(1, 10));
    full = false;
    log.append(TrainingLogTest.step(11, 1));
    log.append(TrainingLogTest.epoch(2, 20));
    log.append(TrainingLogTest.step(21, 1));
    log.close();
    assertThat(written)
        .containsExactly("open 0", "step 1", "open 1", "step 20", "step 21", "close");
    assertThat(err)
        .hasToString(
            "warning: could not make complete training log: No space left on device"
                + System.lineSeparator());
  }

  @Test
  void aLogThatCannotBeBegunOrClosedEndsNothing() {
    full = true;
    SteadyLog log = new SteadyLog(this::open, 7, parts);
    log.append(TrainingLogTest.step(8, 1));
    full = false;
    log.append(TrainingLogTest.epoch(1, 10));
    full = true;
    log.close();
    assertThat(written).containsExactly("open 7", "step 10");
  }

  @Test
  void scalarsAreTriedAgainAfterEachEpoch() {
    SteadyScalars scalars = new SteadyScalars(this::scalars, parts);
    scalars.scalar("a", 1, 1);
    full = true;
    scalars.iteration(TrainingLogTest.step(2, 1));
    scalars.epoch(TrainingLogTest.epoch(1, 10));
    full = false;
    scalars.scalar("b", 1, 11);
    scalars.epoch(TrainingLogTest.epoch(2, 20));
    scalars.scalar("c", 1, 21);
    scalars.close();
    assertThat(written)
        .containsExactly(
            "open",
            "a 1",
            "open",
            "validation/top1 20",
            "validation/top5 20",
            "validation/map 20",
            "validation/macs 20",
            "c 21",
            "close");
    assertThat(err.toString()).containsOnlyOnce("could not make complete TensorBoard file");
  }
}

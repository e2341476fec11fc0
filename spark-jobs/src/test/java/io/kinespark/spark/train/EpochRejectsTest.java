package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.data.RejectBound;
import io.kinespark.spark.data.TooManyRejectsException;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.IterationReport;
import io.kinespark.spark.engine.RejectedClip;
import io.kinespark.spark.engine.StepRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochRejectsTest {

  private static final int CLIPS = 15_000;
  private static final int ITERATIONS = 100;

  private final EpochRejects rejects = new EpochRejects(CLIPS, new RejectBound(0.01));

  /** An iteration in which each of two replicas sets aside so many clips, from a sample on. */
  private static IterationReport report(int iteration, int firstSample, int each) {
    List<StepRecord> steps = new ArrayList<>();
    for (int replica = 0; replica < 2; replica++) {
      List<RejectedClip> clips = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        int sample = firstSample + replica * each + i;
        clips.add(new RejectedClip(sample, "v" + sample + ": CHECKSUM: damaged"));
      }
      steps.add(new StepRecord(replica, 1, 0, 0, 75, clips, 0, 0));
    }
    IterationIndex index = IterationIndex.after(iteration, ITERATIONS);
    return new IterationReport(index, steps, 1, 0.1, 1, 0);
  }

  private void add(int iteration, int firstSample, int each) {
    rejects.add(report(iteration, firstSample, each));
  }

  @Test
  void badClipsAtTheBeginningAreHeldAgainstTheWholeEpochOfAllReplicas() {
    add(0, 0, 1);
    add(1, 2, 74);
    assertThatCode(() -> add(2, 150, 0)).doesNotThrowAnyException();
    assertThatThrownBy(() -> add(3, 150, 1))
        .isInstanceOf(TooManyRejectsException.class)
        .hasMessageStartingWith(
            "152 of the 15000 clips of epoch 1 could not be read, more than train.max-reject-share"
                + " = 0.01 allows; the first: v0: CHECKSUM: damaged; v1: CHECKSUM: damaged; v2")
        .hasMessageContaining("; ...");
  }

  @Test
  void everyEpochHasItsOwn() {
    for (int epoch = 0; epoch < 5; epoch++) {
      add(epoch * ITERATIONS, 0, 75);
    }
    assertThatThrownBy(() -> add(4 * ITERATIONS + 1, 200, 1))
        .hasMessageContaining("clips of epoch 5");
  }

  @Test
  void aRunThatGoesBackCountsAnew() {
    for (int attempt = 0; attempt < 5; attempt++) {
      add(0, 0, 40);
      add(1, 80, 35);
    }
    assertThatThrownBy(() -> add(2, 150, 1)).hasMessageStartingWith("152 of the 15000");
  }

  @Test
  void aVideoThatFillsTheLastBatchUpCountsOnce() {
    add(0, 0, 75);
    assertThatCode(() -> add(1, 0, 75)).doesNotThrowAnyException();
  }
}

package io.kinespark.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.ClipBatch;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.train.EpochPlan;
import io.kinespark.spark.train.IterationIndex;
import io.kinespark.spark.train.TrainingBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrefetchingBatchSourceTest {

  private static final EpochPlan PLAN = new EpochPlan(10, 1, 4);
  private static final ClipShape SHAPE = new ClipShape(1, 1, 1);

  /** Writes the sample's number into its clip and labels it with the number modulo 3. */
  private static List<Integer> write(int sample, byte[] into, int offset) {
    Arrays.fill(into, offset, offset + SHAPE.bytes(), (byte) sample);
    return List.of(sample % 3);
  }

  private static PrefetchingBatchSource source(ClipReader reader, LoaderOptions options) {
    return source(reader, options, ClassTargets.Form.CLASS_INDEX);
  }

  private static PrefetchingBatchSource source(
      ClipReader reader, LoaderOptions options, ClassTargets.Form targets) {
    return new PrefetchingBatchSource(
        PLAN,
        0,
        IterationIndex.after(0, PLAN.iterations()),
        2 * PLAN.iterations(),
        new EpochOrder(PLAN.samples(), 5),
        targets,
        reader,
        SHAPE,
        options);
  }

  private static List<String> run(int threads) throws IOException {
    List<String> batches = new ArrayList<>();
    try (var source =
        source(
            (sample, epoch, into, offset) -> write(sample, into, offset),
            new LoaderOptions(threads, 3, 0))) {
      for (int i = 0; i < 2 * PLAN.iterations(); i++) {
        ClipBatch batch = batch(source.next(IterationIndex.after(i, PLAN.iterations())));
        batches.add(Arrays.toString(batch.frames()) + batch.targets().labels());
      }
    }
    return batches;
  }

  private static ClipBatch batch(TrainingBatch batch) {
    return ((TrainingBatch.Decoded) batch).batch();
  }

  @Test
  void theBatchesDoNotDependOnTheThreads() throws IOException {
    List<String> one = run(1);
    assertThat(run(4)).isEqualTo(one);
    assertThat(one).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void allLabelsOfAClipReachItsBatch() throws IOException {
    ClipReader reader =
        (sample, epoch, into, offset) -> {
          write(sample, into, offset);
          return List.of(sample, sample + 1);
        };
    try (var source = source(reader, new LoaderOptions(2, 2, 0), ClassTargets.Form.MULTI_HOT)) {
      ClipBatch batch = batch(source.next(IterationIndex.after(0, PLAN.iterations())));
      List<List<Integer>> expected = new ArrayList<>();
      for (int clip = 0; clip < batch.clips(); clip++) {
        int sample = batch.frames()[clip * SHAPE.bytes()];
        expected.add(List.of(sample, sample + 1));
      }

      assertThat(batch.targets()).isEqualTo(ClassTargets.multiHot(expected));
    }
  }

  @Test
  void theLastBatchOfAnEpochIsSmaller() throws IOException {
    try (var source =
        source(
            (sample, epoch, into, offset) -> write(sample, into, offset),
            new LoaderOptions(2, 2, 0))) {
      int[] sizes = new int[3];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = source.next(IterationIndex.after(i, PLAN.iterations())).clips();
      }
      assertThat(sizes).containsExactly(4, 4, 2);
    }
  }

  @Test
  void noMoreThanTheAllowedBatchesAreMadeAhead() throws Exception {
    Set<Integer> read = ConcurrentHashMap.newKeySet();
    var reads = new AtomicInteger();
    try (var source =
        source(
            (sample, epoch, into, offset) -> {
              read.add(sample);
              reads.incrementAndGet();
              return write(sample, into, offset);
            },
            new LoaderOptions(2, 2, 0))) {
      Thread.sleep(300);
      assertThat(reads).hasValue(8);
      source.next(IterationIndex.after(0, PLAN.iterations()));
      Thread.sleep(300);
      assertThat(reads).hasValue(10);
      assertThat(read).hasSize(10);
    }
  }

  @Test
  void aBadVideoIsReplacedAndCounted() throws IOException {
    ClipReader reader =
        (sample, epoch, into, offset) -> {
          if (sample == 7) {
            throw new VideoRejectedException(RejectReason.DECODE_ERRORS, "seven", "broken");
          }
          return write(sample, into, offset);
        };
    int substituted = 0;
    try (var source = source(reader, new LoaderOptions(2, 2, 0.5))) {
      for (int i = 0; i < PLAN.iterations(); i++) {
        TrainingBatch next = source.next(IterationIndex.after(i, PLAN.iterations()));
        substituted += next.substituted();
        for (byte pixel : batch(next).frames()) {
          assertThat(pixel).isNotEqualTo((byte) 7);
        }
      }
    }
    assertThat(substituted).isEqualTo(1);
  }

  @Test
  void tooManyBadVideosEndTheRunWithTheLastReason() {
    ClipReader reader =
        (sample, epoch, into, offset) -> {
          throw new VideoRejectedException(RejectReason.NO_FRAMES, "v" + sample, "empty");
        };
    try (var source = source(reader, new LoaderOptions(1, 1, 0.01))) {
      assertThatThrownBy(() -> source.next(IterationIndex.after(0, PLAN.iterations())))
          .isInstanceOf(TooManyRejectsException.class)
          .hasMessageContaining("allowed share of 0.01")
          .hasMessageContaining("empty");
    }
  }

  @Test
  void failingStorageReachesTheCaller() {
    ClipReader reader =
        (sample, epoch, into, offset) -> {
          throw new IOException("datanode is gone");
        };
    try (var source = source(reader, new LoaderOptions(1, 1, 0))) {
      assertThatThrownBy(() -> source.next(IterationIndex.after(0, PLAN.iterations())))
          .isInstanceOf(IOException.class)
          .hasMessage("datanode is gone");
    }
  }

  @Test
  void batchesMustBeTakenInOrder() {
    try (var source =
        source(
            (sample, epoch, into, offset) -> write(sample, into, offset),
            new LoaderOptions(1, 1, 0))) {
      assertThatThrownBy(() -> source.next(IterationIndex.after(1, PLAN.iterations())))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}

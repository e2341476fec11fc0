package io.kinespark.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.ClipBatch;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.engine.EpochPlan;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.RejectedClip;
import io.kinespark.spark.engine.TrainingBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
            new LoaderOptions(threads, 3, new RejectBound(0)))) {
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
    try (var source =
        source(reader, new LoaderOptions(2, 2, new RejectBound(0)), ClassTargets.Form.MULTI_HOT)) {
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
            new LoaderOptions(2, 2, new RejectBound(0)))) {
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
            new LoaderOptions(2, 2, new RejectBound(0)))) {
      Thread.sleep(300);
      assertThat(reads).hasValue(8);
      source.next(IterationIndex.after(0, PLAN.iterations()));
      Thread.sleep(300);
      assertThat(reads).hasValue(10);
      assertThat(read).hasSize(10);
    }
  }

  private static ClipReader without(Set<Integer> bad) {
    return (sample, epoch, into, offset) -> {
      if (bad.contains(sample)) {
        throw new VideoRejectedException(RejectReason.DECODE_ERRORS, "v" + sample, "broken");
      }
      return write(sample, into, offset);
    };
  }

  @Test
  void aBadVideoIsReplacedAndSaid() throws IOException {
    List<RejectedClip> rejected = new ArrayList<>();
    try (var source = source(without(Set.of(7)), new LoaderOptions(2, 2, new RejectBound(0.5)))) {
      for (int i = 0; i < PLAN.iterations(); i++) {
        TrainingBatch next = source.next(IterationIndex.after(i, PLAN.iterations()));
        rejected.addAll(next.rejected());
        for (byte pixel : batch(next).frames()) {
          assertThat(pixel).isNotEqualTo((byte) 7);
        }
      }
    }
    assertThat(rejected).containsExactly(new RejectedClip(7, "v7: DECODE_ERRORS: broken"));
  }

  /** What stands at every position of epoch 0, over all replicas, and what was set aside. */
  private static Map<Integer, String> clips(int replicas, Set<Integer> bad) throws IOException {
    EpochPlan plan = new EpochPlan(12, replicas, 2);
    Map<Integer, String> clips = new TreeMap<>();
    for (int replica = 0; replica < replicas; replica++) {
      try (var source =
          new PrefetchingBatchSource(
              plan,
              replica,
              IterationIndex.after(0, plan.iterations()),
              plan.iterations(),
              new EpochOrder(plan.samples(), 5),
              ClassTargets.Form.CLASS_INDEX,
              without(bad),
              SHAPE,
              new LoaderOptions(2, 2, new RejectBound(0.5)))) {
        for (int step = 0; step < plan.iterations(); step++) {
          TrainingBatch next = source.next(IterationIndex.after(step, plan.iterations()));
          for (int item = 0; item < next.clips(); item++) {
            clips.put(
                plan.position(replica, step, item),
                "sample " + batch(next).frames()[item * SHAPE.bytes()]);
          }
          next.rejected().forEach(clip -> clips.put(100 + clip.sample(), clip.reason()));
        }
      }
    }
    return clips;
  }

  @Test
  void theSameClipsStandInForTheSameVideosOnAnyNumberOfReplicas() throws IOException {
    Set<Integer> bad = Set.of(2, 3, 9);
    Map<Integer, String> one = clips(1, bad);
    assertThat(one).hasSize(15).containsKeys(102, 103, 109);
    for (int replicas : List.of(2, 3, 4)) {
      assertThat(clips(replicas, bad)).as(replicas + " replicas").isEqualTo(one);
    }
  }

  @Test
  void badVideosThatFitTheEpochsBoundDoNotEndItHoweverSoonTheyCome() throws IOException {
    var order = new EpochOrder(PLAN.samples(), 5);
    Set<Integer> first = Set.of(order.sample(0, 0), order.sample(0, 1));
    try (var source = source(without(first), new LoaderOptions(1, 1, new RejectBound(0.2)))) {
      TrainingBatch batch = source.next(IterationIndex.after(0, PLAN.iterations()));
      assertThat(batch.rejected()).hasSize(2);
    }
  }

  @Test
  void aReplicaThatHasTooManyByItselfLooksForNoMoreStandIns() {
    var reads = new AtomicInteger();
    ClipReader reader =
        (sample, epoch, into, offset) -> {
          reads.incrementAndGet();
          throw new VideoRejectedException(RejectReason.NO_FRAMES, "v" + sample, "empty");
        };
    try (var source = source(reader, new LoaderOptions(1, 1, new RejectBound(0.2)))) {
      assertThatThrownBy(() -> source.next(IterationIndex.after(0, PLAN.iterations())))
          .isInstanceOf(TooManyRejectsException.class)
          .hasMessageStartingWith(
              "3 of the 10 clips of epoch 1 could not be read, more than train.max-reject-share ="
                  + " 0.2 allows; the first: v")
          .hasMessageContaining("NO_FRAMES: empty");
    }
    assertThat(reads.get()).isLessThanOrEqualTo(3 + PLAN.batchSize());
  }

  @Test
  void failingStorageReachesTheCaller() {
    ClipReader reader =
        (sample, epoch, into, offset) -> {
          throw new IOException("datanode is gone");
        };
    try (var source = source(reader, new LoaderOptions(1, 1, new RejectBound(0)))) {
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
            new LoaderOptions(1, 1, new RejectBound(0)))) {
      assertThatThrownBy(() -> source.next(IterationIndex.after(1, PLAN.iterations())))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}

package io.kinespark.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.models.training.PreciseBatchNorm;
import io.kinespark.models.training.TrainableNetwork;
import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EngineIT {

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("engine")
                .set("spark.ui.enabled", "false"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static SyntheticBatches batches(int replicas, int batchSize) {
    return new SyntheticBatches(
        new EpochPlan(16, replicas, batchSize),
        TinyRun.SIDE,
        TinyRun.FRAMES,
        TinyRun.CLASSES,
        SyntheticBatches.Fault.NONE);
  }

  private static TrainingState train(TrainingPlan plan, TrainingState start, Recording recording) {
    return TestedEngine.on(spark).train(plan, start, recording);
  }

  @Test
  void aResumedRunIsBitEqualToAnUndisturbedOne() {
    assertResumesBitEqual(TinyRun.network(), 3);
  }

  /** What is learnt of so many parameters travels to the driver in several pieces. */
  @Test
  void aResumedRunOfMillionsOfParametersIsBitEqualToo() {
    NetworkSpec network = TinyRun.wide(48);
    assertThat(TinyRun.start(network).parameters()).hasSizeGreaterThan(4 << 20);
    assertResumesBitEqual(network, 2);
  }

  private static void assertResumesBitEqual(NetworkSpec network, int epochs) {
    TrainingPlan plan = TinyRun.plan(network, batches(2, 2), epochs);
    var whole = new Recording();
    TrainingState end = train(plan, TinyRun.start(network), whole);
    var first = new Recording();
    train(TinyRun.plan(network, batches(2, 2), 1), TinyRun.start(network), first);
    var rest = new Recording();
    TrainingState resumed = train(plan, first.checkpoint().orElseThrow(), rest);

    assertThat(rest.reports().get(0).index().global()).isEqualTo(4);
    assertThat(Arrays.equals(resumed.parameters(), end.parameters())).isTrue();
    assertThat(Arrays.equals(resumed.momentum().orElseThrow(), end.momentum().orElseThrow()))
        .isTrue();
    assertThat(resumed.buffers().statistics()).isEqualTo(end.buffers().statistics());
    assertThat(resumed.buffers().counters()).isEqualTo(end.buffers().counters());
  }

  @Test
  void oneAndTwoReplicasTakeTheSameStepsOnTheSameGlobalBatch() {
    var one = new Recording();
    train(frozenNorms(batches(1, 4)), TinyRun.start(), one);
    var two = new Recording();
    train(frozenNorms(batches(2, 2)), TinyRun.start(), two);

    assertThat(two.reports()).hasSameSizeAs(one.reports()).hasSize(8);
    for (int i = 0; i < one.reports().size(); i++) {
      assertThat(two.reports().get(i).loss()).isCloseTo(one.reports().get(i).loss(), within(1e-5));
      assertThat(two.reports().get(i).gradientNorm())
          .isCloseTo(one.reports().get(i).gradientNorm(), within(1e-4));
    }
  }

  /**
   * Batch statistics and dropout masks differ between replicas by design; without them, everything
   * else must agree.
   */
  private static TrainingPlan frozenNorms(SyntheticBatches batches) {
    TrainingPlan plan = TinyRun.plan(batches, 2);
    TanetConfig config = (TanetConfig) plan.network().model();
    TanetConfig frozen =
        config
            .withBackbone(config.backbone().withFreezing(-1, true, false))
            .withHead(config.head().withDropout(0));
    var network =
        new NetworkSpec(
            frozen,
            plan.network().normalization(),
            plan.network().precision(),
            plan.network().device(),
            plan.network().seed());
    return new TrainingPlan(
        network, 1, batches, plan.optimizer(), plan.epochs(), GradientCompression.NONE);
  }

  @Test
  void truncatedExchangeTrainsCloseToTheExactOne() {
    TrainingPlan exact = TinyRun.plan(batches(2, 2), 1);
    var precise = new Recording();
    train(exact, TinyRun.start(), precise);
    var truncated = new Recording();
    train(
        new TrainingPlan(
            exact.network(), 1, exact.batches(), exact.optimizer(), 1, GradientCompression.FP16),
        TinyRun.start(),
        truncated);

    double first = precise.reports().get(0).loss();
    assertThat(truncated.reports().get(0).loss())
        .isCloseTo(first, within(0.05))
        .isNotEqualTo(first);
  }

  @Test
  void aDeterministicFailureSurfacesOnceWithItsCause() {
    var failing =
        new SyntheticBatches(
            new EpochPlan(16, 1, 4),
            TinyRun.SIDE,
            TinyRun.FRAMES,
            TinyRun.CLASSES,
            (replica, iteration) -> {
              if (iteration.global() == 2) {
                throw new IllegalArgumentException("label 7 of 3 classes");
              }
            });
    var recording = new Recording();
    assertThatThrownBy(() -> train(TinyRun.plan(failing, 1), TinyRun.start(), recording))
        .satisfies(
            e ->
                assertThat(TestedEngine.on(spark).classify(e)).isEqualTo(FailureKind.DETERMINISTIC))
        .hasStackTraceContaining("label 7 of 3 classes");
    assertThat(recording.reports()).hasSize(2);
  }

  @Test
  void aRunLeavesNoNativeObjectBehind() {
    train(TinyRun.plan(batches(2, 2), 1), TinyRun.start(), new Recording());
    long before = Pointer.totalCount();
    train(TinyRun.plan(batches(2, 2), 1), TinyRun.start(), new Recording());
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }

  @Test
  void preciseStatisticsAreThoseOfTheFirstReplicasBatchesUnderTheFinalParameters()
      throws IOException {
    SyntheticBatches batches = batches(2, 2);
    TrainingPlan plan = TinyRun.plan(batches, 1);
    var recording = new Recording();
    TrainingState end =
        train(
            new TrainingPlan(
                plan.network(),
                1,
                batches,
                plan.optimizer(),
                1,
                GradientCompression.NONE,
                new EpochStatistics(BufferReduction.FIRST, 3)),
            TinyRun.start(),
            recording);

    try (TrainableNetwork network = TrainableNetwork.create(plan.network());
        BatchSource source = batches.open(0, IterationIndex.after(0, 4))) {
      network.loadParameters(end.parameters(), 0);
      var precise = new PreciseBatchNorm(network);
      for (int i = 0; i < 3; i++) {
        source.next(IterationIndex.after(i, 4)).addTo(precise, i);
      }
      precise.finish();

      assertThat(end.buffers().statistics()).containsExactly(network.storeBuffers(), within(1e-6f));
    }
  }
}

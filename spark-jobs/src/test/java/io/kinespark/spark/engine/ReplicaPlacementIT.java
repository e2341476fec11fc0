package io.kinespark.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.cluster.ExecutorWait;
import io.kinespark.spark.cluster.ExecutorsMissingException;
import io.kinespark.spark.train.ReplicaHomes;
import io.kinespark.spark.train.RetryPolicy;
import io.kinespark.spark.train.TrainingSupervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/** A cluster of two executors on this machine, one of which goes and does not come back. */
class ReplicaPlacementIT {

  private static final int REPLICAS = 2;
  private static final EpochPlan EPOCH = new EpochPlan(16, REPLICAS, 2);
  private static final int EPOCHS = 3;

  private static JavaSparkContext spark;

  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local-cluster[2,1,1024]")
                .setAppName("placement")
                .set("spark.ui.enabled", "false")
                .set("spark.task.maxFailures", "1")
                .set("spark.executor.memory", "768m")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.executor.extraJavaOptions", System.getProperty("test.opens")));
  }

  /** Brings back what another test has taken away. */
  @BeforeEach
  void restore() {
    spark.sc().requestTotalExecutors(REPLICAS, 0, Map$.MODULE$.empty());
    awaitBoth();
  }

  private static void awaitBoth() {
    new ExecutorWait(spark, REPLICAS, Duration.ofMinutes(2), line -> {}).await();
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private ExecutorWait executors(Duration limit) {
    return new ExecutorWait(spark, REPLICAS, limit, said::add);
  }

  private static SyntheticBatches batches() {
    return new SyntheticBatches(
        EPOCH, TinyRun.SIDE, TinyRun.FRAMES, TinyRun.CLASSES, SyntheticBatches.Fault.NONE);
  }

  private TrainingState supervised(boolean share, Recording recording, TrainingListener listener)
      throws IOException {
    var supervisor =
        new TrainingSupervisor(
            TestedEngine.on(spark, new EngineSettings(share)),
            ReplicaHomes.onExecutors(executors(Duration.ofSeconds(6)), share, said::add),
            new RetryPolicy(3, Duration.ofMillis(200)),
            () -> recording.checkpoint().orElseGet(TinyRun::start));
    return supervisor.run(TinyRun.plan(batches(), EPOCHS), Handover.of(TinyRun.start()), listener);
  }

  /** Ends one executor for good. */
  private void loseOne() {
    spark.sc().killExecutor(executors().iterator().next());
  }

  private Set<String> executors() {
    return new TreeSet<>(
        JavaConverters.seqAsJavaListConverter(spark.sc().getExecutorIds()).asJava());
  }

  @Test
  void aRunWhoseExecutorDoesNotComeBackEndsInWords() {
    var recording = new Recording();
    assertThatThrownBy(
            () -> supervised(/* share= */ false, recording, new Losing(recording, () -> {})))
        .isInstanceOf(ExecutorsMissingException.class)
        .hasMessageStartingWith("1 of 2 executors have come within 6 s (train.executor-wait)");
    assertThat(said).containsExactly("1 of 2 executors have come, waiting up to 6 s");
    assertThat(recording.checkpoint()).map(TrainingState::iterations).hasValue(4);
  }

  @Test
  void fewerExecutorsAreGoneOnWithWhereAskedForAndANewOneIsTakenAtTheNextCheckpoint()
      throws IOException {
    TrainingState undisturbed =
        TestedEngine.on(spark)
            .train(TinyRun.plan(batches(), EPOCHS), Handover.of(TinyRun.start()), new Recording());
    var recording = new Recording();
    var lastTasks = new LastTasks();
    spark.sc().addSparkListener(lastTasks);

    TrainingState survived =
        supervised(
            /* share= */ true,
            recording,
            new Losing(
                recording,
                () -> spark.sc().requestTotalExecutors(REPLICAS, 0, Map$.MODULE$.empty())));

    assertThat(said)
        .last()
        .asString()
        .startsWith("1 of 2 executors have come within 6 s (train.executor-wait)")
        .contains("Training goes on with fewer (train.retry.fewer-executors)");
    assertThat(survived.iterations()).isEqualTo(12);
    assertThat(Arrays.equals(survived.parameters(), undisturbed.parameters())).isTrue();
    assertThat(lastTasks.executors()).hasSize(REPLICAS);
  }

  /** Loses an executor in the second epoch, and has another come before the epoch has ended. */
  private final class Losing implements TrainingListener {

    private final Recording recording;
    private final Runnable come;
    private boolean lost;
    private boolean came;

    Losing(Recording recording, Runnable come) {
      this.recording = recording;
      this.come = come;
    }

    @Override
    public void onIteration(IterationReport report) {
      recording.onIteration(report);
      if (report.index().epoch() == 1 && !lost) {
        lost = true;
        loseOne();
      } else if (report.index().epoch() == 1 && lost && !came && report.index().step() == 1) {
        came = true;
        come.run();
      }
    }

    @Override
    public boolean onEpochEnd(EpochEnd end) {
      if (came) {
        awaitBoth();
      }
      return recording.onEpochEnd(end);
    }
  }

  /** Where the last tasks of the application ran. */
  private static final class LastTasks extends SparkListener {

    private static final int COUNT = 12;
    private final List<String> executors = new ArrayList<>();

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
      executors.add(end.taskInfo().executorId());
    }

    synchronized Set<String> executors() {
      return new TreeSet<>(
          executors.subList(Math.max(0, executors.size() - COUNT), executors.size()));
    }
  }
}

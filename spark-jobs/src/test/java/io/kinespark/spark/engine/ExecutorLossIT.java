package io.kinespark.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.cluster.ExecutorWait;
import io.kinespark.spark.train.ReplicaHomes;
import io.kinespark.spark.train.RetryPolicy;
import io.kinespark.spark.train.TrainingSupervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills an executor's process in the middle of an epoch, on a cluster of two on this machine. */
class ExecutorLossIT {

  @TempDir Path folder;

  @Test
  void aRunThatLosesAnExecutorEndsWithTheWeightsOfAnUndisturbedOne() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    SparkConf conf =
        new SparkConf()
            .setMaster("local-cluster[2,1,1024]")
            .setAppName("executor loss")
            .set("spark.ui.enabled", "false")
            .set("spark.task.maxFailures", "1")
            .set("spark.executor.memory", "768m")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .set("spark.executor.extraJavaOptions", System.getProperty("test.opens"));
    try (var spark = new JavaSparkContext(conf)) {
      var engine = TestedEngine.on(spark);
      TrainingState undisturbed =
          engine.train(
              TinyRun.plan(batches(SyntheticBatches.Fault.NONE), 3),
              TinyRun.start(),
              new Recording());

      String marker = folder.resolve("killed").toString();
      var killed = batches((replica, iteration) -> kill(marker, replica, iteration));
      var recording = new Recording();
      var supervisor =
          new TrainingSupervisor(
              engine,
              ReplicaHomes.onExecutors(
                  new ExecutorWait(spark, 2, Duration.ofMinutes(1), line -> {}), false, line -> {}),
              new RetryPolicy(3, Duration.ofMillis(500)),
              () -> recording.checkpoint().orElseGet(TinyRun::start));
      TrainingState survived =
          supervisor.run(TinyRun.plan(killed, 3), Handover.of(TinyRun.start()), recording);

      assertThat(Path.of(marker)).exists();
      assertThat(recording.reports()).hasSizeGreaterThan(12);
      assertThat(survived.parameters()).isEqualTo(undisturbed.parameters());
      assertThat(survived.buffers().statistics()).isEqualTo(undisturbed.buffers().statistics());
    }
  }

  private static SyntheticBatches batches(SyntheticBatches.Fault fault) {
    return new SyntheticBatches(
        new EpochPlan(16, 2, 2), TinyRun.SIDE, TinyRun.FRAMES, TinyRun.CLASSES, fault);
  }

  /** Ends this process as a kill -9 would, once, in the middle of the second epoch. */
  private static void kill(String marker, int replica, IterationIndex iteration) {
    if (replica == 1 && iteration.epoch() == 1 && iteration.step() == 2) {
      try {
        Files.createFile(Path.of(marker));
        Runtime.getRuntime().halt(137);
      } catch (FileAlreadyExistsException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

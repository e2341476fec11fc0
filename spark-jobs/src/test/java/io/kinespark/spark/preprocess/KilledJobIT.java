package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.testing.ChildJob;
import io.kinespark.spark.testing.ChildJob.Moment;
import io.kinespark.spark.testing.GeneratedDataset;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job, and one of its executors, killed in the middle of its work. */
@ExtendWith(LocalMaster.class)
final class KilledJobIT {
  private static final int UNITS = 24;
  private static final int KILLED_BY_SIGTERM = 143;
  private static final Map<String, String> CLUSTER =
      Map.of(
          "spark.master",
          "local-cluster[2,1,1024]",
          "spark.executor.memory",
          "512m",
          "spark.executor.extraClassPath",
          System.getProperty("java.class.path"),
          "spark.executor.extraJavaOptions",
          System.getProperty("test.opens", ""));

  @TempDir private static Path folder;
  private static Map<String, String> undisturbed;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    GeneratedDataset.write(folder.resolve("videos"), UNITS / 2);
    GeneratedDataset.run(new PreprocessJob(), settings("undisturbed"));
    undisturbed = files("undisturbed");
    assertThat(undisturbed).containsKey("train/units/train-%05d.jsonl".formatted(UNITS - 1));
  }

  @AfterEach
  void backToOneProcess() {
    CLUSTER.keySet().forEach(System::clearProperty);
    System.setProperty("spark.master", "local[2]");
  }

  @Test
  void aJobThatIsKilledAgainAndAgainLeavesWhatAnUndisturbedOneDoes() throws Exception {
    Path output = folder.resolve("killed");
    Map<Path, FileTime> done = new HashMap<>();

    kill(() -> Files.exists(output.resolve("train/.lock")), done);
    kill(() -> units(output) >= 3, done);
    int before = units(output);
    assertThat(before).isBetween(3, UNITS - 1);
    try (ChildJob job = start()) {
      job.await(() -> units(output) > before);
      assertThat(job.terminate()).isEqualTo(KILLED_BY_SIGTERM);
    }
    assertThat(output.resolve("train/.lock")).doesNotExist();
    requireWhole(done);
    kill(() -> Files.exists(output.resolve("train/rejects.csv")), done);
    assertThat(done).hasSize(2 * UNITS);
    assertThat(output.resolve("validation")).doesNotExist();

    GeneratedDataset.run(new PreprocessJob(), settings("killed"));

    assertThat(files("killed")).isEqualTo(undisturbed);
    assertThat(times(output)).containsAllEntriesOf(done);
    assertThat(unfinished(output)).isEmpty();
  }

  @Test
  void anExecutorThatIsKilledTakesNothingAlong() throws Exception {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    CLUSTER.forEach(System::setProperty);
    Path output = folder.resolve("cluster");

    CompletableFuture<Void> job =
        CompletableFuture.runAsync(
            () -> {
              try {
                GeneratedDataset.run(new PreprocessJob(), settings("cluster"));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (units(output) == 0 && !job.isDone()) {
      Thread.sleep(1);
    }
    assertThat(executors()).hasSize(2);
    assertThat(executors().get(0).destroyForcibly()).isTrue();
    job.get(2, TimeUnit.MINUTES);

    assertThat(files("cluster")).isEqualTo(undisturbed);
    assertThat(unfinished(output)).isEmpty();
  }

  /**
   * The Java processes that the local cluster has started; their command lines are too long to be
   * told.
   */
  private static List<ProcessHandle> executors() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .toList();
  }

  private static void kill(Moment moment, Map<Path, FileTime> done) throws Exception {
    try (ChildJob job = start()) {
      job.await(moment);
      job.kill();
    }
    requireWhole(done);
  }

  private static ChildJob start() throws IOException {
    return ChildJob.start(folder, "preprocess", settings("killed"));
  }

  /** What has its final name is whole, and what a unit's result names has not been made again. */
  private static void requireWhole(Map<Path, FileTime> done) throws IOException {
    files("killed")
        .forEach(
            (name, digest) -> {
              if (!name.startsWith(".") && !name.contains("/.")) {
                assertThat(digest).as(name).isEqualTo(undisturbed.get(name));
              }
            });
    Map<Path, FileTime> now = times(folder.resolve("killed"));
    assertThat(now).containsAllEntriesOf(done);
    done.putAll(now);
  }

  /** When the results of units, and the shards that they name, were written. */
  private static Map<Path, FileTime> times(Path output) throws IOException {
    Map<Path, FileTime> times = new HashMap<>();
    for (Path unit : list(output.resolve("train/units"))) {
      String name = unit.getFileName().toString().replace(".jsonl", "");
      times.put(unit, Files.getLastModifiedTime(unit));
      for (Path shard : list(output.resolve("train/shards"))) {
        if (shard.getFileName().toString().startsWith(name)) {
          times.put(shard, Files.getLastModifiedTime(shard));
        }
      }
    }
    return times;
  }

  private static int units(Path output) throws IOException {
    return list(output.resolve("train/units")).size();
  }

  private static List<Path> list(Path parent) throws IOException {
    if (!Files.exists(parent)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static List<Path> unfinished(Path output) throws IOException {
    try (Stream<Path> files = Files.walk(output)) {
      return files
          .filter(
              file -> {
                String name = file.getFileName().toString();
                return name.contains(".tmp") || name.contains(".lock");
              })
          .toList();
    }
  }

  private static Map<String, String> files(String output) throws IOException {
    return GeneratedDataset.files(folder.resolve(output).toString(), new Configuration());
  }

  private static List<String> settings(String output) {
    List<String> settings =
        new ArrayList<>(GeneratedDataset.dataset(folder.resolve("videos").toString()));
    settings.add("preprocess.videos-per-task=1");
    settings.add("preprocess.output=\"" + folder.resolve(output) + "\"");
    return settings;
  }
}

package io.kinespark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.spark.check.CheckJob;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.evaluate.EvaluateJob;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.preprocess.PreprocessJob;
import io.kinespark.spark.testing.ChildJob;
import io.kinespark.spark.testing.GeneratedDataset;
import io.kinespark.spark.testing.LocalMaster;
import io.kinespark.spark.train.TrainJob;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every job with annotations, videos, shards, checkpoints and reports on HDFS, a name node and two
 * data nodes in this process, compared with the same job on the local disk.
 */
@ExtendWith(LocalMaster.class)
final class HdfsIT {
  private static final String COUNTING = "spark.hadoop.fs.hdfs.impl";
  private static final String ONE_EACH = "preprocess.videos-per-task=1";
  private static final String MOUNT = "spark.hadoop.fs.viewfs.mounttable.tests.link./mounted";

  @TempDir private static Path folder;
  private static MiniDFSCluster cluster;
  private static Configuration hadoop;
  private static String hdfs;
  private static Map<String, String> packed;

  @BeforeAll
  static void startHdfs() throws Exception {
    hadoop = new Configuration();
    hadoop.setInt("dfs.replication", 2);
    cluster =
        new MiniDFSCluster.Builder(hadoop, folder.resolve("hdfs").toFile())
            .numDataNodes(2)
            .build();
    cluster.waitActive();
    hdfs = cluster.getURI().toString();
    System.setProperty(COUNTING, CountingHdfs.class.getName());
    System.setProperty(MOUNT, hdfs + "/mounted");
    System.setProperty("spark.hadoop.dfs.replication", "2");
    GeneratedDataset.write(folder.resolve("videos"), 4);
    try (FileSystem files = cluster.getNewFileSystemInstance(0)) {
      files.copyFromLocalFile(local("videos"), new org.apache.hadoop.fs.Path("/videos"));
      files.copyFromLocalFile(local("videos"), new org.apache.hadoop.fs.Path("/mounted/videos"));
    }
    packed = preprocess(disk(), "packed");
    assertThat(preprocess(hdfs, "packed"))
        .isEqualTo(packed)
        .containsKeys("train/shards/train-00007-00000.tar", "validation/summary.html");
  }

  @AfterAll
  static void stopHdfs() {
    Stream.of(COUNTING, MOUNT, "spark.hadoop.dfs.replication").forEach(System::clearProperty);
    cluster.shutdown();
  }

  @Test
  void packedVideosOfEveryFormatAreThoseOfTheLocalDisk() throws Exception {
    for (String format : List.of("original", "video")) {
      assertThat(preprocess(hdfs, format, "shard.format=" + format))
          .isEqualTo(preprocess(disk(), format, "shard.format=" + format));
    }
    assertThat(CountingHdfs.open()).isZero();
  }

  @Test
  void aMountTableLeadsToTheSameBytes() throws Exception {
    String mounted = "viewfs://tests/mounted";

    assertThat(preprocess(mounted, "packed")).isEqualTo(packed);
    assertThat(
            GeneratedDataset.run(
                new CheckJob(),
                GeneratedDataset.dataset(mounted + "/videos"),
                "dataset.left-right=[[0,1]]"))
        .contains("0 errors, 0 warnings");
  }

  @Test
  void aDataNodeThatDiesTakesNothingAlong() throws Exception {
    CompletableFuture<Map<String, String>> job =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return preprocess(hdfs, "outlived");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (unitsIn("outlived") == 0 && !job.isDone()) {
      Thread.sleep(1);
    }
    MiniDFSCluster.DataNodeProperties dead = cluster.stopDataNode(0);
    try {
      assertThat(job.isDone()).isFalse();
      assertThat(job.get(2, TimeUnit.MINUTES)).isEqualTo(packed);
    } finally {
      cluster.restartDataNode(dead, true);
      cluster.waitActive();
    }
  }

  @Test
  void aJobThatIsKilledGoesOnWhereItWas() throws Exception {
    List<String> settings = new ArrayList<>(GeneratedDataset.dataset(hdfs + "/videos"));
    settings.addAll(List.of(ONE_EACH, "preprocess.output=\"" + hdfs + "/killed\""));
    try (ChildJob job = ChildJob.start(folder, "preprocess", settings)) {
      job.await(() -> unitsIn("killed") > 0);
      job.kill();
    }
    assertThat(preprocess(hdfs, "killed")).isEqualTo(packed);
  }

  private static int unitsIn(String output) throws IOException {
    try {
      return cluster
          .getFileSystem()
          .globStatus(new org.apache.hadoop.fs.Path("/" + output + "/train/units/train-*.jsonl"))
          .length;
    } catch (FileNotFoundException e) {
      return 0;
    }
  }

  @Test
  void aRunThatIsResumedAndEvaluatedEqualsOneOfTheLocalDisk() throws Exception {
    GeneratedDataset.run(new TrainJob(), training(hdfs), "train.epochs=1");
    GeneratedDataset.run(new TrainJob(), training(hdfs), "train.epochs=2");
    GeneratedDataset.run(new TrainJob(), training(disk()), "train.epochs=2");
    assertThat(newest(hdfs)).isEqualTo(newest(disk())).containsKey("model.safetensors");

    evaluate(hdfs);
    evaluate(disk());
    assertThat(report(hdfs))
        .containsKeys("report.html", "report.json")
        .containsEntry("predictions.csv", report(disk()).get("predictions.csv"));
    assertThat(CountingHdfs.open()).isZero();
  }

  @Test
  void aClipIsReadByItsFramesAndNotByItsShard() throws Exception {
    List<VideoRecord> ready;
    Configuration counting;
    try (SparkApplication spark = SparkApplication.manyTasks("reader")) {
      counting = new Configuration(spark.context().hadoopConfiguration());
      ready =
          new Manifests(spark.session())
              .read(new org.apache.hadoop.fs.Path(hdfs + "/packed/train"))
              .ready();
    }
    PackedFrames frames = (PackedFrames) ready.get(0).location();
    int opened = CountingHdfs.opened();
    CountingHdfs files = (CountingHdfs) FileSystem.get(cluster.getURI(), counting);
    long before = files.bytesRead();

    new ShardReader(counting).readFrames(frames, new int[] {7, 2, 7});

    assertThat(files.bytesRead() - before)
        .isEqualTo(frames.index().length(2) + frames.index().length(7));
    assertThat(CountingHdfs.opened()).isEqualTo(opened + 1);
    assertThat(CountingHdfs.open()).isZero();
  }

  private static Map<String, String> preprocess(String where, String output, String... more)
      throws Exception {
    String made = where + "/" + output;
    GeneratedDataset.run(
        new PreprocessJob(),
        GeneratedDataset.dataset(where + "/videos"),
        Stream.concat(
                Stream.of(ONE_EACH, "preprocess.output=\"" + made + "\""), Stream.of(more))
            .toArray(String[]::new));
    Map<String, String> files = files(made);
    // They name the folder of the videos.
    assertThat(files.remove("train/settings.json")).isNotNull();
    assertThat(files.remove("validation/settings.json")).isNotNull();
    return files;
  }

  private static List<String> training(String where) {
    return GeneratedDataset.training(where + "/packed", where + "/run");
  }

  private static void evaluate(String where) throws Exception {
    GeneratedDataset.run(
        new EvaluateJob(), training(where), "evaluate.output=\"" + where + "/report\"");
  }

  private static Map<String, String> report(String where) throws IOException {
    return files(where + "/report");
  }

  /** The weights of the newest checkpoint; its other files hold times and the folders' names. */
  private static Map<String, String> newest(String where) throws IOException {
    TreeMap<String, String> all = new TreeMap<>(files(where + "/run/checkpoints"));
    String last = all.lastKey().substring(0, all.lastKey().indexOf('/') + 1);
    Map<String, String> weights = new TreeMap<>();
    all.tailMap(last)
        .forEach(
            (name, digest) -> {
              if (name.endsWith(".safetensors")) {
                weights.put(name.substring(last.length()), digest);
              }
            });
    return weights;
  }

  private static Map<String, String> files(String where) throws IOException {
    Configuration both = new Configuration();
    both.set(MOUNT.substring("spark.hadoop.".length()), hdfs + "/mounted");
    return GeneratedDataset.files(where, both);
  }

  private static String disk() {
    return folder.toUri().toString().replaceAll("/$", "");
  }

  private static org.apache.hadoop.fs.Path local(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }
}

package io.kinespark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.spark.preprocess.PreprocessJob;
import io.kinespark.spark.testing.ChildJob;
import io.kinespark.spark.testing.GeneratedDataset;
import io.kinespark.spark.testing.HadoopProperties;
import io.kinespark.testing.LocalMaster;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
  @TempDir private static Path folder;
  private static MiniDFSCluster cluster;
  private static HadoopProperties properties;
  private static JobsAt hdfs;
  private static JobsAt disk;
  private static Map<String, String> packed;

  @BeforeAll
  static void startHdfs() throws Exception {
    Configuration twice = new Configuration();
    twice.setInt("dfs.replication", 2);
    cluster =
        new MiniDFSCluster.Builder(twice, folder.resolve("hdfs").toFile()).numDataNodes(2).build();
    cluster.waitActive();
    String uri = cluster.getURI().toString();
    properties =
        new HadoopProperties(
            Map.of(
                "fs.hdfs.impl",
                CountingHdfs.class.getName(),
                "fs.viewfs.mounttable.tests.link./mounted",
                uri + "/jobs",
                "dfs.replication",
                "2"));
    hdfs = new JobsAt(uri + "/jobs", properties.configuration());
    disk = new JobsAt("file:" + folder, properties.configuration());
    GeneratedDataset.write(folder.resolve("videos"), 4);
    List<String> rows = Files.readAllLines(folder.resolve("videos/train.csv"));
    Files.write(
        folder.resolve("videos/colons.csv"),
        List.of(
            "path,label_id", "a:b.mp4,0", rows.get(1).split(",", 2)[0] + ",0", "12:30/c.mp4,1"));
    hdfs.bring(folder.resolve("videos"));
    packed = disk.preprocess("packed");
    assertThat(hdfs.preprocess("packed"))
        .isEqualTo(packed)
        .containsKeys("train/shards/train-00007-00000.tar", "validation/summary.html");
  }

  @AfterAll
  static void stopHdfs() {
    properties.close();
    cluster.shutdown();
  }

  @Test
  void packedVideosOfEveryFormatAreThoseOfTheLocalDisk() throws Exception {
    for (String format : List.of("original", "video")) {
      assertThat(hdfs.preprocess(format, "shard.format=" + format))
          .isEqualTo(disk.preprocess(format, "shard.format=" + format));
    }
    assertThat(CountingHdfs.open()).isZero();
  }

  @Test
  void aNameThatHdfsDoesNotTakeIsSetAsideAlone() throws Exception {
    String[] colons = {
      "dataset.annotations.train=\"" + hdfs.folder() + "/videos/colons.csv\"",
      "dataset.annotations.validation=null",
      "preprocess.max-reject-share=1"
    };

    GeneratedDataset.run(new PreprocessJob(), hdfs.preprocessing("colons"), colons);

    String rejects = hdfs.text("colons/train/rejects.csv");
    assertThat(rejects.lines()).hasSize(3);
    assertThat(rejects)
        .contains("train,a:b.mp4,MISSING_FILE,its file system has no files of such a name: ")
        .contains("train,12:30/c.mp4,MISSING_FILE,its file system has no files of such a name: ");
  }

  @Test
  void aMountTableLeadsToTheSameBytes() throws Exception {
    JobsAt mounted = new JobsAt("viewfs://tests/mounted", properties.configuration());

    assertThat(mounted.preprocess("mounted")).isEqualTo(packed);
    assertThat(mounted.check()).contains("0 errors, 0 warnings");
  }

  @Test
  void aDataNodeThatDiesTakesNothingAlong() throws Exception {
    CompletableFuture<Map<String, String>> job =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return hdfs.preprocess("outlived");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (unitsIn("outlived") == 0 && !job.isDone()) {
      Thread.sleep(1);
    }
    assertThat(job.isDone()).isFalse();
    MiniDFSCluster.DataNodeProperties dead = cluster.stopDataNode(0);
    try {
      assertThat(job.get(2, TimeUnit.MINUTES)).isEqualTo(packed);
    } finally {
      cluster.restartDataNode(dead, true);
      cluster.waitActive();
    }
  }

  @Test
  void aJobThatIsKilledGoesOnWhereItWas() throws Exception {
    try (ChildJob job = ChildJob.start(folder, "preprocess", hdfs.preprocessing("killed"))) {
      job.await(() -> unitsIn("killed") > 0);
      job.kill();
    }
    assertThat(hdfs.preprocess("killed")).isEqualTo(packed);
  }

  private static int unitsIn(String output) throws IOException {
    try {
      return cluster
          .getFileSystem()
          .globStatus(
              new org.apache.hadoop.fs.Path("/jobs/" + output + "/train/units/train-*.jsonl"))
          .length;
    } catch (FileNotFoundException e) {
      return 0;
    }
  }

  @Test
  void aRunThatIsResumedAndEvaluatedEqualsOneOfTheLocalDisk() throws Exception {
    hdfs.train(1);
    hdfs.train(2);
    disk.train(2);
    assertThat(hdfs.newestWeights())
        .isEqualTo(disk.newestWeights())
        .containsKey("model.safetensors");

    assertThat(hdfs.evaluate())
        .containsKeys("report.html", "report.json")
        .containsEntry("predictions.csv", disk.evaluate().get("predictions.csv"));
    assertThat(CountingHdfs.open()).isZero();
  }

  @Test
  void aClipIsReadByItsFramesAndNotByItsShard() throws Exception {
    PackedFrames frames = hdfs.firstPacked();
    CountingHdfs files =
        (CountingHdfs) FileSystem.get(cluster.getURI(), properties.configuration());
    int opened = CountingHdfs.opened();
    long before = files.bytesRead();

    new ShardReader(properties.configuration()).readFrames(frames, new int[] {7, 2, 7});

    assertThat(files.bytesRead() - before)
        .isEqualTo(frames.index().length(2) + frames.index().length(7));
    assertThat(CountingHdfs.opened()).isEqualTo(opened + 1);
    assertThat(CountingHdfs.open()).isZero();
  }
}

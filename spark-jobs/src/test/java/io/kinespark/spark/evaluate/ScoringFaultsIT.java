package io.kinespark.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.spark.cluster.ClusterShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that die and disks that fail while videos are scored. */
final class ScoringFaultsIT {

  @TempDir private Path folder;

  private List<VideoRecord> videos;
  private StateDict weights;

  @BeforeEach
  void make() throws IOException {
    videos =
        TinyEvaluation.videos(folder, 4).stream()
            .map(
                video ->
                    VideoRecord.listed(
                        video.id(),
                        "faulty://" + video.location().uri(),
                        video.labels(),
                        video.split()))
            .toList();
    try (var network = TrainableNetwork.create(TinyEvaluation.network())) {
      weights = network.stateDict();
    }
  }

  @Test
  void whenAnExecutorDiesEveryVideoIsStillScoredOnce() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    Path marker = folder.resolve("killed");
    SparkConf conf =
        conf("local-cluster[2,1,1024]")
            .set("spark.executor.memory", "768m")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .set("spark.executor.extraJavaOptions", System.getProperty("test.opens"))
            .set("spark.hadoop." + FaultyFileSystem.KILLS, videos.get(5).id())
            .set("spark.hadoop." + FaultyFileSystem.MARKER, marker.toString());
    var shape = new ClusterShape(2, 1, /* local= */ false);
    try (var spark = new JavaSparkContext(conf)) {
      Scores disturbed = scorer(spark, shape).score(weights, videos);

      assertThat(marker).exists();
      Scores undisturbed = scorer(spark, shape).score(weights, videos);
      assertThat(disturbed).isEqualTo(undisturbed);
      assertThat(disturbed.videos())
          .extracting(VideoScores::id)
          .containsExactlyElementsOf(videos.stream().map(VideoRecord::id).toList());
    }
  }

  @Test
  void aFileThatItsStorageDoesNotGiveIsAFailedVideo() {
    String bad = videos.get(2).id();
    SparkConf conf = conf("local[1]").set("spark.hadoop." + FaultyFileSystem.FAILS, bad);
    try (var spark = new JavaSparkContext(conf)) {
      VideoScorer scorer = scorer(spark, new ClusterShape(1, 1, /* local= */ true));

      Scores scores = scorer.score(weights, videos);

      assertThat(scores.videos()).hasSize(videos.size() - 1);
      assertThat(scores.rejected())
          .singleElement()
          .satisfies(
              video -> {
                assertThat(video.id()).isEqualTo(bad);
                assertThat(video.reason()).isEqualTo(RejectReason.READ_ERRORS);
                assertThat(video.detail()).endsWith("the disk has a fault");
              });
    }
  }

  @Test
  void storageThatIsGoneIsNoBadVideoAndIsSaidWithTheVideo() {
    SparkConf conf =
        conf("local[1]")
            .set("spark.hadoop." + FaultyFileSystem.FAILS, videos.get(2).id())
            .set("spark.hadoop." + FaultyFileSystem.GONE, "true");
    try (var spark = new JavaSparkContext(conf)) {
      VideoScorer scorer = scorer(spark, new ClusterShape(1, 1, /* local= */ true));

      assertThatThrownBy(() -> scorer.score(weights, videos))
          .isInstanceOf(ScoringException.class)
          .hasMessageStartingWith("video '" + videos.get(2).id() + "' at faulty:")
          .hasMessageEndingWith("could not be read: the disk has a fault");
    }
  }

  private static SparkConf conf(String master) {
    return new SparkConf()
        .setMaster(master)
        .setAppName("faults")
        .set("spark.ui.enabled", "false")
        .set("spark.hadoop." + FaultyFileSystem.IMPLEMENTATION, FaultyFileSystem.class.getName())
        .set("spark.hadoop." + FaultyFileSystem.IMPLEMENTATION + ".disable.cache", "true");
  }

  private static VideoScorer scorer(JavaSparkContext spark, ClusterShape shape) {
    return new VideoScorer(spark, shape, TinyEvaluation.network(), TinyEvaluation.plan(4));
  }
}

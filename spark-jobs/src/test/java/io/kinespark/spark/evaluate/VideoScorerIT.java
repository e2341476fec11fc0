package io.kinespark.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.data.Offset.offset;

import io.kinespark.models.AverageClips;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.ClipBatch;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.source.ClipLoader;
import io.kinespark.preprocessing.source.FrameSources;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.cluster.ClusterShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VideoScorerIT {

  private static final ClusterShape ONE_EXECUTOR = new ClusterShape(1, 2, /* local= */ true);

  @TempDir private static Path folder;

  private static JavaSparkContext spark;
  private static List<VideoRecord> videos;
  private static StateDict weights;

  @BeforeAll
  static void start() throws IOException {
    videos = TinyEvaluation.videos(folder, 5);
    try (var network = TrainableNetwork.create(TinyEvaluation.network())) {
      weights = network.stateDict();
    }
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("scoring")
                .set("spark.ui.enabled", "false"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void scoresAreThoseOfTheNetworkOnTheWholeSample() throws IOException {
    ScoringPlan plan = TinyEvaluation.plan(4);

    Scores scores = scorer(ONE_EXECUTOR, plan).score(weights, videos);

    var loader =
        new ClipLoader(
            new FrameSources(new Configuration(), plan.decode()), plan.sampler(), plan.transform());
    try (var network = TrainableNetwork.create(TinyEvaluation.network())) {
      for (int i = 0; i < videos.size(); i++) {
        byte[] pixels = new byte[loader.sampleBytes()];
        loader.load(videos.get(i), SampleRandom.of(9, 9, "another", 9), pixels, 0);
        ClipBatch sample =
            ClipBatch.unlabelled(
                pixels,
                1,
                TinyEvaluation.VIEWS * TinyEvaluation.FRAMES,
                TinyEvaluation.SIDE,
                TinyEvaluation.SIDE);
        double[] expected = network.predict(sample).average(AverageClips.PROB)[0];
        VideoScores found = scores.videos().get(i);
        assertThat(found.id()).isEqualTo(videos.get(i).id());
        assertThat(found.labels()).isEqualTo(videos.get(i).labels());
        assertThat(found.scores()).containsExactly(expected, offset(1e-6));
        assertThat(found.views()).isEqualTo(TinyEvaluation.VIEWS);
        assertThat(found.expectedViews()).isEqualTo(TinyEvaluation.VIEWS);
      }
    }
  }

  @Test
  void scoresDoNotDependOnExecutorsAndPartitions() {
    List<Scores> runs = new ArrayList<>();
    for (ClusterShape shape :
        List.of(
            ONE_EXECUTOR,
            new ClusterShape(1, 1, /* local= */ true),
            new ClusterShape(1, 1, /* local= */ false),
            new ClusterShape(3, 1, /* local= */ false))) {
      runs.add(scorer(shape, TinyEvaluation.plan(12)).score(weights, videos));
    }

    Scores first = runs.get(0);
    for (Scores other : runs.subList(1, runs.size())) {
      for (int i = 0; i < videos.size(); i++) {
        VideoScores expected = first.videos().get(i);
        VideoScores found = other.videos().get(i);
        assertThat(found.id()).isEqualTo(expected.id());
        assertThat(found.scores()).containsExactly(expected.scores(), offset(1e-6));
        assertThat(found.scored().predicted()).isEqualTo(expected.scored().predicted());
      }
    }
    assertThat(runs.get(3)).as("one thread each, other partitions").isEqualTo(runs.get(2));
  }

  @Test
  void badVideosAreSetAsideWithTheirReasonAndTheOthersScored() throws IOException {
    Path cut = folder.resolve("cut.mp4");
    byte[] whole = Files.readAllBytes(Path.of(videos.get(0).location().uri()));
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    List<VideoRecord> mixed = new ArrayList<>(videos.subList(0, 3));
    mixed.add(listed("gone", folder.resolve("gone.mp4")));
    mixed.add(listed("cut", cut));
    mixed.add(
        listed("rejected before", cut)
            .rejected(new VideoRejectedException(RejectReason.CHECKSUM, "x", "was seen before")));
    mixed.addAll(videos.subList(3, 5));

    Scores scores = scorer(ONE_EXECUTOR, TinyEvaluation.plan(64)).score(weights, mixed);

    assertThat(scores.videos())
        .extracting(VideoScores::id)
        .containsExactlyElementsOf(ids(videos.subList(0, 5)));
    assertThat(scores.rejected())
        .extracting(RejectedVideo::id, RejectedVideo::reason)
        .containsExactly(
            tuple("gone", RejectReason.MISSING_FILE),
            tuple("cut", RejectReason.UNREADABLE),
            tuple("rejected before", RejectReason.CHECKSUM));
    assertThat(scores.counts().expected()).isEqualTo(8);
    assertThat(scores.counts().found()).isEqualTo(7);
    assertThat(scores.counts().decoded()).isEqualTo(5);
  }

  @Test
  void aManifestThatDoesNotFitIsRefusedBeforeAnythingIsScored() {
    VideoScorer scorer = scorer(ONE_EXECUTOR, TinyEvaluation.plan(4));
    VideoRecord unknown =
        VideoRecord.listed("far", "far.mp4", List.of(TinyEvaluation.CLASSES), Split.TEST);

    assertThatThrownBy(() -> scorer.score(weights, List.of(videos.get(0), videos.get(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + videos.get(0).id() + "' is twice");
    assertThatThrownBy(() -> scorer.score(weights, List.of(unknown)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'far' has label 2");
  }

  private static VideoScorer scorer(ClusterShape shape, ScoringPlan plan) {
    return new VideoScorer(spark, shape, TinyEvaluation.network(), plan);
  }

  private static VideoRecord listed(String id, Path file) {
    return VideoRecord.listed(id, file.toString(), List.of(0), Split.TEST);
  }

  private static List<String> ids(List<VideoRecord> records) {
    return records.stream().map(VideoRecord::id).toList();
  }
}

package io.kinespark.spark.evaluate;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.spark.cluster.ClusterShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Scores every video of a manifest exactly once on a Spark application's executors.
 *
 * <p>A task builds one network, reads ahead of it on threads of its own and frees it when it ends.
 * Videos are cut into units by their order alone and a unit's views go through the network
 * together, so that the same scores come out of any number of executors and partitions.
 *
 * <p>Tasks use a whole executor each; the application should have been started so ({@link
 * io.kinespark.spark.cluster.SparkApplication#oneTaskPerExecutor}). In local mode one task runs
 * with all cores.
 */
public final class VideoScorer {

  /** At least; enough for executors of unequal speed to end together. */
  private static final int TASKS_PER_EXECUTOR = 4;

  /** So many that loading the network hardly counts, and little is lost when a task fails. */
  private static final int VIEWS_PER_TASK = 2000;

  private final JavaSparkContext spark;
  private final ClusterShape shape;
  private final NetworkSpec network;
  private final ScoringPlan plan;

  /**
   * A scorer.
   *
   * @param spark the application
   * @param shape its executors
   * @param network what is scored with
   * @param plan how videos become scores
   */
  public VideoScorer(
      JavaSparkContext spark, ClusterShape shape, NetworkSpec network, ScoringPlan plan) {
    this.spark = spark;
    this.shape = shape;
    this.network = network;
    this.plan = plan;
    int segments = network.model().framesPerClip();
    if (plan.sampler().framesPerClip() != segments) {
      throw new IllegalArgumentException(
          "clips have "
              + plan.sampler().framesPerClip()
              + " frames but the network takes "
              + segments
              + ": sampling.frames-per-clip and model.num-segments must be equal");
    }
  }

  /**
   * Scores videos. Those that the manifest rejects, and those that turn out to be unusable, are
   * among {@link Scores#rejected}.
   *
   * @param weights state dict of the network under its original names
   * @param videos the manifest's records, ready and rejected
   * @throws IllegalArgumentException if an id comes twice or a label is no class of the network
   * @throws ScoringException if a video is lost or came back twice, or storage fails
   */
  public Scores score(StateDict weights, List<VideoRecord> videos) {
    return score(weights, videos, ScoringProgress.none());
  }

  /** As {@link #score(StateDict, List)}, and tells how far it is. */
  public Scores score(StateDict weights, List<VideoRecord> videos, ScoringProgress progress) {
    requireScorable(videos);
    List<VideoOutcome> outcomes = new ArrayList<>();
    List<VideoRecord> usable = new ArrayList<>();
    for (VideoRecord record : videos) {
      if (record.status() instanceof VideoStatus.Rejected rejected) {
        outcomes.add(new RejectedVideo(record.id(), rejected.reason(), rejected.detail()));
      } else {
        usable.add(record);
      }
    }
    if (!usable.isEmpty()) {
      outcomes.addAll(distribute(bytes(weights), usable, progress));
    }
    return Scores.of(videos, outcomes);
  }

  private List<VideoOutcome> distribute(
      byte[] weights, List<VideoRecord> videos, ScoringProgress progress) {
    int units = (videos.size() + plan.videosPerUnit() - 1) / plan.videosPerUnit();
    LongAccumulator finished = spark.sc().longAccumulator("videos scored");
    Broadcast<byte[]> sharedWeights = spark.broadcast(weights);
    Broadcast<List<VideoRecord>> sharedVideos = spark.broadcast(videos);
    try {
      var task =
          new ScoringTask(
              sharedWeights,
              sharedVideos,
              network,
              plan,
              shape.coresPerExecutor(),
              new SerializableConfiguration(spark.hadoopConfiguration()),
              finished);
      var job =
          spark
              .parallelize(IntStream.range(0, units).boxed().toList(), tasks(units))
              .mapPartitions(task)
              .collectAsync();
      return new ScoringRun(job, finished, videos.size(), progress).await();
    } finally {
      sharedWeights.destroy();
      sharedVideos.destroy();
    }
  }

  private int tasks(int units) {
    if (shape.local()) {
      return 1;
    }
    long views = (long) units * plan.videosPerUnit() * plan.views();
    long wanted = Math.max((long) TASKS_PER_EXECUTOR * shape.executors(), views / VIEWS_PER_TASK);
    return (int) Math.min(units, wanted);
  }

  /**
   * Checks what can be known of videos before any is read.
   *
   * @throws IllegalArgumentException if an id comes twice or a label is no class of the network
   */
  public void requireScorable(List<VideoRecord> videos) {
    Set<String> ids = new HashSet<>();
    int classes = network.model().numClasses();
    for (VideoRecord record : videos) {
      if (!ids.add(record.id())) {
        throw new IllegalArgumentException(
            "video '"
                + record.id()
                + "' is twice in the manifest; every video must count exactly once");
      }
      for (int label : record.labels()) {
        if (label < 0 || label >= classes) {
          throw new IllegalArgumentException(
              "video '"
                  + record.id()
                  + "' has label "
                  + label
                  + " but the network knows classes 0 to "
                  + (classes - 1)
                  + "; check model.num-classes and the annotations");
        }
      }
    }
  }

  private static byte[] bytes(StateDict weights) {
    var out = new ByteArrayOutputStream();
    try {
      Safetensors.write(weights, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}

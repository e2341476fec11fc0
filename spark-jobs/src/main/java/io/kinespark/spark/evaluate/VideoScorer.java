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

  /** Enough for executors of unequal speed to end together, few enough to load networks rarely. */
  private static final int TASKS_PER_EXECUTOR = 4;

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
    int segments = network.model().numSegments();
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
    check(videos);
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
      outcomes.addAll(distribute(bytes(weights), usable));
    }
    return Scores.of(videos, outcomes);
  }

  private List<VideoOutcome> distribute(byte[] weights, List<VideoRecord> videos) {
    int perUnit = plan.videosPerUnit();
    int units = (videos.size() + perUnit - 1) / perUnit;
    int partitions = shape.local() ? 1 : Math.min(units, TASKS_PER_EXECUTOR * shape.executors());
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
              new SerializableConfiguration(spark.hadoopConfiguration()));
      return spark
          .parallelize(IntStream.range(0, units).boxed().toList(), partitions)
          .mapPartitions(task)
          .collect();
    } catch (Exception e) {
      // Spark throws a checked exception that it does not declare.
      throw failure(e);
    } finally {
      sharedWeights.destroy();
      sharedVideos.destroy();
    }
  }

  /** Says what went wrong in the task rather than what Spark made of it. */
  private static ScoringException failure(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof ScoringException)) {
      cause = cause.getCause();
    }
    return cause instanceof ScoringException scoring
        ? scoring
        : new ScoringException("scoring failed: " + cause.getMessage(), cause);
  }

  private void check(List<VideoRecord> videos) {
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

package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.source.VideoIndexer;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.video.ReasonText;
import io.kinespark.spark.cluster.AsyncTasks;
import io.kinespark.spark.cluster.TasksFailedException;
import io.kinespark.spark.progress.CountProgress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/** The Spark jobs over a split's work units. */
final class UnitTasks {
  private static final int PROBED_VIDEOS = 3;

  private final JavaSparkContext spark;
  private final PackingPlan plan;
  private final Broadcast<SerializableConfiguration> hadoop;

  UnitTasks(JavaSparkContext spark, PackingPlan plan) {
    this.spark = spark;
    this.plan = plan;
    this.hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  /** The results of those units that were done before. */
  List<UnitResult> find(List<WorkUnit> units) throws IOException {
    PackingPlan what = plan;
    Broadcast<SerializableConfiguration> configuration = hadoop;
    return await(
        spark
            .parallelize(units, Math.max(1, units.size()))
            .flatMap(
                unit -> store(what, configuration.value().value()).find(unit).stream().iterator())
            .collectAsync(),
        () -> {});
  }

  private static UnitStore store(PackingPlan plan, Configuration hadoop) throws IOException {
    return new UnitStore(Locations.fileSystem(plan.folder().path(), hadoop), plan.folder());
  }

  /** Packs units, one task each, and answers their results in the same order. */
  List<UnitResult> pack(List<WorkUnit> units, CountProgress progress) throws IOException {
    PackingPlan what = plan;
    Broadcast<SerializableConfiguration> configuration = hadoop;
    LongAccumulator videos = spark.sc().longAccumulator("videos");
    String application = spark.sc().applicationId();
    return await(
        spark
            .parallelize(units, units.size())
            .map(
                unit -> {
                  String attempt = application + "-" + TaskContext.get().taskAttemptId();
                  UnitResult result =
                      new UnitPacker(what, configuration.value().value()).pack(unit, attempt);
                  videos.add(unit.videos().size());
                  return result;
                })
            .collectAsync(),
        () -> progress.update(videos.value()));
  }

  /** Decodes the first frame of the first videos. */
  FirstVideos probe(SplitListing listing) throws IOException {
    PackingPlan what = plan;
    Broadcast<SerializableConfiguration> configuration = hadoop;
    List<VideoRecord> first =
        listing.annotations().records().stream().limit(PROBED_VIDEOS).toList();
    List<String> failures =
        await(
            spark
                .parallelize(first, Math.max(1, first.size()))
                .flatMap(
                    video ->
                        probe(video, new VideoIndexer(configuration.value().value(), what.decode()))
                            .stream()
                            .iterator())
                .collectAsync(),
            () -> {});
    return new FirstVideos(first.size(), failures);
  }

  private static Optional<String> probe(VideoRecord video, VideoIndexer indexer) {
    try {
      indexer.probe(video);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(ReasonText.of(String.valueOf(e.getMessage())));
    }
  }

  private static <T> List<T> await(JavaFutureAction<List<T>> action, Runnable meanwhile)
      throws IOException {
    try {
      return AsyncTasks.await(action, meanwhile);
    } catch (TasksFailedException e) {
      throw new PreprocessException(e.getMessage(), e.getCause());
    }
  }
}

package io.kinespark.spark.evaluate;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.preprocessing.manifest.VideoRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the units of one partition with one network, which lives as long as the task.
 *
 * @param weights the network's state dict as safetensors
 * @param videos all videos to score, in order; a unit is some that follow each other
 * @param network what to build
 * @param plan how videos become scores
 * @param threads libtorch's threads
 * @param hadoop finds file systems
 * @param finished counts videos; Spark adds a task's count when the task has ended
 */
record ScoringTask(
    Broadcast<byte[]> weights,
    Broadcast<List<VideoRecord>> videos,
    NetworkSpec network,
    ScoringPlan plan,
    int threads,
    SerializableConfiguration hadoop,
    LongAccumulator finished)
    implements FlatMapFunction<Iterator<Integer>, VideoOutcome> {

  private static final Logger LOG = LoggerFactory.getLogger(ScoringTask.class);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  /** Checkpoints that were converted may lack the counters, which evaluation does not use. */
  static LoadPolicy loadPolicy() {
    return LoadPolicy.strict().allowMissing(".*\\.num_batches_tracked");
  }

  @Override
  public Iterator<VideoOutcome> call(Iterator<Integer> units) throws IOException {
    TrainableNetwork.setThreads(threads);
    List<VideoOutcome> outcomes = new ArrayList<>();
    try (var replica = TrainableNetwork.create(network)) {
      replica.loadStateDict(Safetensors.read(weights.value(), "the broadcast"), loadPolicy());
      try (var reader = new UnitReader(plan, hadoop.value(), records(units))) {
        var batches = new ViewBatches(replica, plan);
        var nextLine = Instant.now().plus(BETWEEN_LINES);
        while (reader.hasNext()) {
          endIfKilled();
          List<VideoOutcome> scored = batches.score(reader.next());
          outcomes.addAll(scored);
          finished.add(scored.size());
          if (Instant.now().isAfter(nextLine)) {
            LOG.info("{} videos scored in partition {}", outcomes.size(), partition());
            nextLine = Instant.now().plus(BETWEEN_LINES);
          }
        }
      }
    }
    return outcomes.iterator();
  }

  private Iterator<List<VideoRecord>> records(Iterator<Integer> units) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(units, 0), false)
        .map(this::unit)
        .iterator();
  }

  private List<VideoRecord> unit(int index) {
    int first = index * plan.videosPerUnit();
    int end = Math.min(first + plan.videosPerUnit(), videos.value().size());
    return videos.value().subList(first, end);
  }

  private static void endIfKilled() {
    TaskContext.get().killTaskIfInterrupted();
  }

  private static int partition() {
    return TaskContext.get().partitionId();
  }
}

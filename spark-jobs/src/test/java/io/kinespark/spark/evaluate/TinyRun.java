package io.kinespark.spark.evaluate;

import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.engine.ReplicaBuffers;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.progress.EpochRecord;
import io.kinespark.spark.progress.IterationRecord;
import io.kinespark.spark.progress.JsonLinesLog;
import io.kinespark.spark.run.RunCheckpoints;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The output of a run of {@link TinyEvaluation}'s network that has not learnt anything. */
final class TinyRun {

  static final String LABELS = "move_right\nmove_left\n";

  private static final List<String> MODEL =
      List.of(
          "model.name=tiny",
          "model.num-classes=2",
          "model.num-segments=4",
          "model.tanet.stage-blocks=[1, 1]",
          "model.tanet.num-stages=2",
          "model.tanet.strides=[1, 2]",
          "model.tanet.dilations=[1, 1]",
          "model.tanet.base-width=8",
          "sampling.test.kind=uniform",
          "sampling.test.twice=true",
          "augment.test.resize.length=32",
          "augment.test.crop.side=32",
          "augment.test.output.width=32",
          "augment.test.output.height=32");

  private final FileSystem files;
  private final Path folder;
  private final String labels;

  TinyRun(java.nio.file.Path folder) throws IOException {
    this(folder, LABELS);
  }

  TinyRun(java.nio.file.Path folder, String labels) throws IOException {
    this.labels = labels;
    this.files = FileSystem.getLocal(new Configuration());
    this.folder = new Path(folder.toString());
  }

  /** The settings of the run, of evaluation with the same network and protocol, and more. */
  static Settings settings(String... more) {
    List<Argument> arguments = new ArrayList<>();
    Stream.concat(MODEL.stream(), Stream.of(more))
        .forEach(text -> arguments.add(new Argument(arguments.size() + 1, text)));
    return Settings.load(List.of(), Optional.empty(), arguments);
  }

  Checkpoint checkpoint(int iterations, OptionalDouble top1) throws IOException {
    var store = new CheckpointStore(files, new Path(folder, "checkpoints"));
    try (var network = TrainableNetwork.create(TinyEvaluation.network())) {
      float[] parameters = new float[network.parameterCount()];
      network.storeParameters(parameters, 0);
      var state =
          new TrainingState(
              iterations,
              parameters,
              Optional.empty(),
              new ReplicaBuffers(network.storeBuffers(), network.storeCounters()));
      var info =
          new CheckpointInfo(
              iterations, iterations / 10, 1, 0, "config", "labels", top1, OptionalDouble.empty());
      return new RunCheckpoints(store, TinyEvaluation.network(), settings().toText(), labels)
          .save(state, info);
    }
  }

  /** Logs so many epochs of ten steps. */
  void log(int epochs) throws IOException {
    Instant start = Instant.parse("2026-01-02T03:04:05Z");
    try (var log = JsonLinesLog.start(files, new Path(folder, "log"), 0)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        for (int step = 10 * epoch - 9; step <= 10 * epoch; step++) {
          log.append(
              new IterationRecord(
                  epoch,
                  step,
                  0.7 + 2.0 / step,
                  OptionalDouble.of(0.5),
                  0.01,
                  100,
                  0.1,
                  start.plusSeconds(step)));
        }
        log.append(
            new EpochRecord(
                epoch,
                10L * epoch,
                0.7 + 0.2 / epoch,
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.5),
                OptionalDouble.of(1),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0.01,
                80,
                Duration.ofSeconds(10),
                start.plusSeconds(10L * epoch)));
      }
    }
  }
}

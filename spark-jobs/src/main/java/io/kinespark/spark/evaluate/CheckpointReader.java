package io.kinespark.spark.evaluate;

import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.weights.FittedWeights;
import io.kinespark.models.weights.WeightsFile;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.config.EvaluateSettings;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.run.RunCheckpoints;
import io.kinespark.spark.run.RunFolder;
import io.kinespark.spark.run.SavedRun;
import io.kinespark.spark.run.SavedWeights;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds and reads what {@code evaluate.checkpoint} names. */
final class CheckpointReader {

  private final FileSystem files;
  private final Path location;

  private CheckpointReader(FileSystem files, Path location) {
    this.files = files;
    this.location = files.makeQualified(location);
  }

  /**
   * Reads a checkpoint and checks its files against its manifest.
   *
   * @param evaluate names the folder of a checkpoint, the output of a run, either followed by
   *     {@code best} or {@code latest}, or a weights file and how to read it
   * @param model the network that the weights are for
   * @param hadoop finds the file system
   * @throws FileNotFoundException if there is no checkpoint; the message says what was looked for
   * @throws io.kinespark.spark.checkpoint.CheckpointCorruptException if files are damaged
   * @throws io.kinespark.models.checkpoint.CheckpointException if a weights file is malformed
   */
  static EvaluatedCheckpoint read(
      EvaluateSettings evaluate, ModelSettings model, Configuration hadoop) throws IOException {
    Path location = Locations.path(evaluate.checkpoint());
    var reader = new CheckpointReader(Locations.fileSystem(location, hadoop), location);
    return SavedWeights.isFile(reader.files, reader.location)
        ? reader.weightsFile(model, evaluate, hadoop)
        : reader.ofRun();
  }

  private EvaluatedCheckpoint weightsFile(
      ModelSettings model, EvaluateSettings evaluate, Configuration hadoop) throws IOException {
    WeightsFile file = SavedWeights.read(location, evaluate.checkpointKey(), hadoop);
    try (TrainableNetwork network = TrainableNetwork.create(model.network().withDevice("cpu"))) {
      FittedWeights fitted =
          evaluate
              .checkpointNames()
              .fit(file.state(), model.network().model().family(), network.stateShapes());
      return new EvaluatedCheckpoint(location, fitted.state(), Optional.empty(), fitted.note());
    }
  }

  private EvaluatedCheckpoint ofRun() throws IOException {
    Checkpoint checkpoint = SavedRun.find(files, location);
    Path folder = checkpoint.folder();
    StateDict weights =
        Safetensors.read(
            checkpoint.read(RunCheckpoints.MODEL), folder + "/" + RunCheckpoints.MODEL);
    LabelMap labels = LabelMap.of(text(checkpoint, RunCheckpoints.LABELS).lines().toList());
    Settings settings = Settings.fromText(text(checkpoint, RunCheckpoints.CONFIG));
    Path log = new Path(folder.getParent().getParent(), RunFolder.LOG);
    return new EvaluatedCheckpoint(
        folder,
        weights,
        Optional.of(new EvaluatedCheckpoint.Origin(checkpoint.info(), labels, settings, log)),
        Optional.empty());
  }

  private static String text(Checkpoint checkpoint, String name) throws IOException {
    return new String(checkpoint.read(name), StandardCharsets.UTF_8);
  }
}

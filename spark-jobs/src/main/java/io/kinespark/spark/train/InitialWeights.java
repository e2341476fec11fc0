package io.kinespark.spark.train;

import io.kinespark.models.TanetConfig;
import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.tanet.TanetKeyMaps;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.LoadReport;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.config.ModelSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a network knows before its first step: drawn from the seed, or read from a file. */
public final class InitialWeights {

  private InitialWeights() {}

  /**
   * A state to begin with.
   *
   * @param model the network, its seed, and the weights file where there is one
   * @param hadoop finds the file's file system
   * @param report receives what of the file was loaded
   * @throws io.kinespark.models.training.CheckpointMismatchException when the file is of another
   *     network; the message lists names and shapes
   */
  public static TrainingState of(
      ModelSettings model, Configuration hadoop, Optional<java.io.PrintWriter> report)
      throws IOException {
    try (TrainableNetwork network = TrainableNetwork.create(model.network())) {
      if (model.initialWeights().isPresent()) {
        LoadReport loaded = load(network, model, new Path(model.initialWeights().get()), hadoop);
        report.ifPresent(out -> out.println("initial weights: " + loaded));
      }
      return RunCheckpoints.stateOf(network, 0, Optional.empty());
    }
  }

  private static LoadReport load(
      TrainableNetwork network, ModelSettings model, Path file, Configuration hadoop)
      throws IOException {
    StateDict weights;
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      weights = Safetensors.read(in, file.toString());
    }
    return switch (model.initialWeightsNames()) {
      case MMACTION2 -> network.loadStateDict(weights, LoadPolicy.fineTuning());
      case AUTHORS ->
          network.loadStateDict(TanetKeyMaps.ofAuthors().apply(weights), LoadPolicy.fineTuning());
      case IMAGENET_RESNET -> {
        KeyMap names = TanetKeyMaps.ofImageNet((TanetConfig) network.spec().model());
        yield network.loadStateDict(names.apply(weights), LoadPolicy.imageNet());
      }
    };
  }
}

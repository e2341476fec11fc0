package io.kinespark.spark.train;

import io.kinespark.models.training.LoadReport;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.weights.FittedWeights;
import io.kinespark.models.weights.WeightsFile;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.WeightsSettings;
import java.io.IOException;
import java.io.PrintWriter;
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
      ModelSettings model, Configuration hadoop, Optional<PrintWriter> report) throws IOException {
    try (TrainableNetwork network = TrainableNetwork.create(model.network())) {
      for (WeightsSettings weights : model.initialWeights()) {
        load(network, weights, hadoop, report);
      }
      return RunCheckpoints.stateOf(network, 0, Optional.empty());
    }
  }

  private static void load(
      TrainableNetwork network,
      WeightsSettings weights,
      Configuration hadoop,
      Optional<PrintWriter> report)
      throws IOException {
    WeightsFile file = SavedWeights.read(new Path(weights.location()), weights.key(), hadoop);
    FittedWeights fitted =
        weights.names().fit(file.state(), network.spec().model().family(), network.stateShapes());
    LoadReport loaded = network.loadStateDict(fitted.state(), weights.extend(fitted.policy()));
    report.ifPresent(
        out -> {
          file.describe().forEach(line -> out.println(weights.location() + ": " + line));
          out.println(weights.location() + ": " + loaded);
        });
  }
}

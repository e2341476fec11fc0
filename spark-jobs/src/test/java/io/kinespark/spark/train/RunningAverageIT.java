package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.AverageClips;
import io.kinespark.models.ChannelWidths;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.sdcom.PrimaryKind;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.SdcomTraining;
import io.kinespark.models.sdcom.SlimmableDepth;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.ClipBatch;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.run.RunCheckpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SDCOM's running average of the network, through a checkpoint and on. */
class RunningAverageIT {

  private static final int FRAMES = 2;
  private static final int SIDE = 16;
  private static final float RATE = 0.01f;
  private static final NetworkSpec NETWORK =
      NetworkSpec.of(
          new SdcomConfig(
              SdcomStage.SUPERNET,
              SlimmableDepth.RESNET18,
              PrimaryKind.MOBILENETV2,
              3,
              FRAMES,
              0.5,
              new ChannelWidths(List.of(0.0, 1.0)),
              1,
              5,
              false,
              false,
              SdcomTraining.published().withEmaDecay(0.5),
              AverageClips.SCORE));

  @TempDir private Path folder;

  private static ClipBatch batch(int step) {
    byte[] frames = new byte[2 * FRAMES * SIDE * SIDE * 3];
    new Random(step).nextBytes(frames);
    return new ClipBatch(
        frames, 2, FRAMES, SIDE, SIDE, ClassTargets.multiHot(List.of(List.of(0, 2), List.of(1))));
  }

  /** Steps against the gradient, each on clips of its own. */
  private static void train(TrainableNetwork network, int from, int to) {
    float[] parameters = new float[network.parameterCount()];
    float[] gradients = new float[network.parameterCount()];
    for (int step = from; step < to; step++) {
      network.trainStep(batch(step), step);
      network.storeParameters(parameters, 0);
      network.storeGradients(gradients, 0);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] -= RATE * gradients[i];
      }
      network.loadParameters(parameters, 0);
      network.parametersUpdated();
    }
  }

  private static Checkpoint save(RunCheckpoints checkpoints, TrainableNetwork network, int steps)
      throws IOException {
    var info =
        new CheckpointInfo(
            steps, steps, 1, 0, "", "", OptionalDouble.empty(), OptionalDouble.empty());
    return checkpoints.save(RunCheckpoints.stateOf(network, steps, Optional.empty()), info);
  }

  private static void restore(TrainableNetwork network, TrainingState state) {
    network.loadParameters(state.parameters(), 0);
    network.loadBuffers(state.buffers().statistics());
    network.loadCounters(state.buffers().counters());
    network.loadAverage(state.average().orElseThrow());
  }

  @Test
  void goingOnFromACheckpointGivesTheBytesOfAnUndisturbedRun() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    var store = new CheckpointStore(files, new org.apache.hadoop.fs.Path(folder.toUri()));
    var checkpoints = new RunCheckpoints(store, NETWORK, "", "");
    Checkpoint early;
    Checkpoint undisturbed;
    try (TrainableNetwork network = TrainableNetwork.create(NETWORK)) {
      train(network, 0, 1);
      early = save(checkpoints, network, 1);
      train(network, 1, 3);
      undisturbed = save(checkpoints, network, 3);
    }
    Checkpoint resumed;
    try (TrainableNetwork network = TrainableNetwork.create(NETWORK)) {
      restore(network, checkpoints.load(early));
      train(network, 1, 3);
      resumed = save(checkpoints, network, 3);
    }

    for (String file : List.of(RunCheckpoints.MODEL, RunCheckpoints.AVERAGE)) {
      byte[] expected = undisturbed.read(file);
      assertThat(Arrays.equals(resumed.read(file), expected)).as(file).isTrue();
      assertThat(Arrays.equals(early.read(file), expected)).as("early " + file).isFalse();
    }
  }
}

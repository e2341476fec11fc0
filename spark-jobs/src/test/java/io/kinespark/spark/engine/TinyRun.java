package io.kinespark.spark.engine;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.tanet.HeadConfig;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.SgdRule;
import io.kinespark.models.training.TrainableNetwork;
import java.util.List;

/** A network small enough to take thousands of steps in a test. */
final class TinyRun {

  static final int SIDE = 16;
  static final int FRAMES = 4;
  static final int CLASSES = 3;

  private TinyRun() {}

  static NetworkSpec network() {
    return network(List.of(1, 1), 8);
  }

  /** A network with many parameters and little work: 8.4 million at a base width of 64. */
  static NetworkSpec wide(int baseWidth) {
    return network(List.of(1, 1, 1, 1), baseWidth);
  }

  private static NetworkSpec network(List<Integer> blocks, int baseWidth) {
    var config =
        TanetConfig.of(50, CLASSES, FRAMES)
            .withBackbone(ResNetConfig.ofBlocks(blocks).withBaseWidth(baseWidth))
            .withHead(HeadConfig.tsm());
    return NetworkSpec.of(config).withSeed(3);
  }

  static TrainingPlan plan(BatchSourceFactory batches, int epochs) {
    return plan(network(), batches, epochs);
  }

  static TrainingPlan plan(NetworkSpec network, BatchSourceFactory batches, int epochs) {
    var sgd =
        new SgdSettings(
            new SgdRule(0.9, 0, false, 1e-4, 20),
            0.05,
            new LearningRateSchedule.MultiStep(List.of(2), 0.1));
    return new TrainingPlan(network, 1, batches, sgd, epochs, GradientCompression.NONE);
  }

  static TrainingState start() {
    return start(network());
  }

  static TrainingState start(NetworkSpec spec) {
    try (TrainableNetwork network = TrainableNetwork.create(spec)) {
      var parameters = new float[network.parameterCount()];
      network.storeParameters(parameters, 0);
      return TrainingState.initial(
          parameters, new ReplicaBuffers(network.storeBuffers(), network.storeCounters()));
    }
  }
}

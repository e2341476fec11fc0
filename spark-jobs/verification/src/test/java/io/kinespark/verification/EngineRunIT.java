package io.kinespark.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.tanet.HeadConfig;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.SgdRule;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.engine.SgdSettings;
import io.kinespark.testing.LocalMaster;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.training.LocalTraining;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** BigDL's steps on clips of several labels are those of replicas in one process. */
@ExtendWith(LocalMaster.class)
class EngineRunIT {
  private static final int REPLICAS = 2;
  private static final int STEPS = 2;
  private static final double RATE = 0.05;
  private static final SgdRule RULE = new SgdRule(0.9, 0, false, 1e-4, 20);
  private static final HostTensor CLIPS = FillRule.input("input", 4, 4, 3, 32, 32);
  private static final ClassTargets TARGETS =
      ClassTargets.multiHot(List.of(List.of(0, 2), List.of(1), List.of(1, 3), List.of(0, 1, 2)));

  private static TrainableNetwork network() {
    var config =
        TanetConfig.of(50, 4, 4)
            .withBackbone(ResNetConfig.ofBlocks(List.of(1, 1)).withBaseWidth(8))
            .withHead(HeadConfig.tsm().withDropout(0));
    return TrainableNetwork.create(NetworkSpec.of(config).withSeed(3));
  }

  private static float[] parameters(TrainableNetwork network) {
    float[] values = new float[network.parameterCount()];
    network.storeParameters(values, 0);
    return values;
  }

  @Test
  void gradientsOfRowsOfLabelsAreAveragedOverTheReplicas() {
    var sgd = new SgdSettings(RULE, RATE, new LearningRateSchedule.MultiStep(List.of(), 0.1));
    double[] norms = new double[STEPS];
    try (var spark = new SparkOnDemand("several labels");
        TrainableNetwork trained = network();
        TrainableNetwork first = network();
        TrainableNetwork second = network();
        LocalTraining local = new LocalTraining(List.of(first, second), RULE)) {
      for (int step = 0; step < STEPS; step++) {
        norms[step] = local.step(CLIPS, TARGETS, RATE, 0L).gradientNorm();
      }
      EngineRun run =
          EngineRun.of(
              spark.get(), trained, FixedBatches.ofParts(CLIPS, TARGETS, REPLICAS, STEPS), sgd);
      run.restore(trained);

      assertThat(run.gradientNorms()).containsExactly(norms, within(1e-5));
      assertThat(parameters(trained)).containsExactly(parameters(first), within(1e-6f));
    }
  }
}

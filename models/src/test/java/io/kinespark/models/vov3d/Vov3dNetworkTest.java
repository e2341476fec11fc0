package io.kinespark.models.vov3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.AverageClips;
import io.kinespark.models.EvaluationOutput;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.CheckpointMismatchException;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.ClipBatch;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.PreciseBatchNorm;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.training.ViewScores;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Vov3dNetworkTest {
  private static final int FRAMES = 2;
  private static final X3dBaseConfig BASE = X3dBaseConfig.of(5, FRAMES).withTrainCrop(32);

  private static Vov3dConfig small(int convolutions, X3dBaseConfig base) {
    return new Vov3dConfig(
        4,
        8,
        List.of(1.0, 2.0, 4.0, 8.0),
        List.of(0.5, 1.0, 2.0, 4.0),
        List.of(1, 1, 1, 1),
        convolutions,
        64,
        base);
  }

  private static ClipBatch batch(int clips, int side, int... labels) {
    byte[] frames = new byte[clips * FRAMES * side * side * 3];
    new Random(7).nextBytes(frames);
    return new ClipBatch(frames, clips, FRAMES, side, side, ClassTargets.indices(labels));
  }

  @Test
  void largerClipsAreScoredAtSeveralPositionsAndAnsweredByProbabilities() {
    try (TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(small(2, BASE)))) {
      ViewScores scores = network.predict(batch(2, 64));

      assertThat(scores.output()).isEqualTo(EvaluationOutput.PROBABILITIES);
      assertThat(Arrays.stream(scores.view(1, 0)).sum()).isCloseTo(1, within(1e-5));
      assertThat(scores.average(AverageClips.PROB)[1]).containsExactly(scores.view(1, 0));
    }
  }

  @Test
  void cropsThatDoNotFitThePoolingWindowAreRefused() {
    try (TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(small(2, BASE)))) {
      assertThatThrownBy(() -> network.trainStep(batch(2, 64, 0, 1), 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("windows of 2x1x1 but gets maps of 2x2x2")
          .hasMessageContaining("model.train-crop");
    }
  }

  @Test
  void aCheckpointOfAnotherRevisionIsCalledByItsName() {
    try (TrainableNetwork first =
            TrainableNetwork.create(NetworkSpec.of(Vov3dConfig.firstMedium(5, FRAMES)));
        TrainableNetwork current =
            TrainableNetwork.create(NetworkSpec.of(Vov3dConfig.medium(5, FRAMES)))) {
      StateDict checkpoint = first.stateDict();

      assertThatThrownBy(() -> current.loadStateDict(checkpoint, LoadPolicy.withoutCounters()))
          .isInstanceOf(CheckpointMismatchException.class)
          .hasMessageStartingWith(
              "the checkpoint is a VoV3D with stage-blocks [1, 1, 2, 2], convs-per-tosa 4,"
                  + " inner-channels 48 (VoV3D-M of December 2020), the network one with"
                  + " stage-blocks [1, 2, 3, 2], convs-per-tosa 5, inner-channels 40");
    }
  }

  @Test
  void namesOfSubBatchNormsBecomePlainOnes() {
    try (TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(small(2, BASE)))) {
      StateDict plain = network.stateDict();
      Map<String, HostTensor> sub = new LinkedHashMap<>();
      plain
          .tensors()
          .forEach(
              (name, tensor) -> {
                String norm = name.substring(0, name.lastIndexOf('.'));
                if (name.matches(".+\\.running_(mean|var)")) {
                  sub.put(norm + ".bn" + name.substring(norm.length()), tensor);
                  sub.put(norm + ".split_bn" + name.substring(norm.length()), tensor);
                } else if (name.endsWith(".num_batches_tracked")) {
                  sub.put(norm + ".bn.num_batches_tracked", tensor);
                  sub.put(norm + ".split_bn.num_batches_tracked", tensor);
                } else {
                  sub.put(name, tensor);
                }
              });

      StateDict renamed = SubBatchNormNames.toPlain().apply(StateDict.of(sub));

      assertThat(renamed.tensors()).containsOnlyKeys(plain.tensors().keySet());
      network.loadStateDict(renamed, LoadPolicy.strict());
    }
  }

  @Test
  void synchronisedNormsFollowTheirFirstGroupAndDoNotCount() {
    X3dBaseConfig synced = BASE.withNorm(BatchNormConfig.perReplica().synchronised(2));
    String mean = "s1.pathway0_stem.bn.running_mean";
    try (TrainableNetwork halves = TrainableNetwork.create(NetworkSpec.of(small(2, synced)));
        TrainableNetwork plain = TrainableNetwork.create(NetworkSpec.of(small(2, BASE)))) {
      ClipBatch four = batch(4, 32, 0, 1, 2, 3);
      ClipBatch firstTwo =
          new ClipBatch(
              Arrays.copyOf(four.frames(), four.frames().length / 2),
              2,
              FRAMES,
              32,
              32,
              ClassTargets.indices(0, 1));

      halves.trainStep(four, 0);
      plain.trainStep(firstTwo, 0);

      double[] expected = plain.stateDict().get(mean).toDoubles();
      assertThat(halves.stateDict().get(mean).toDoubles()).containsExactly(expected, within(1e-5));
      assertThat(halves.stateDict().get("s1.pathway0_stem.bn.num_batches_tracked").toLongs()[0])
          .isZero();
    }
  }

  @Test
  void preciseStatisticsNeedABatchAndKeepTheMomentum() {
    try (TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(small(2, BASE)))) {
      PreciseBatchNorm precise = new PreciseBatchNorm(network);
      assertThatThrownBy(precise::finish).isInstanceOf(IllegalStateException.class);
      precise.add(batch(4, 32), 0);
      precise.finish();
      float[] statistics = network.storeBuffers();

      network.trainStep(batch(4, 32, 0, 1, 2, 3), 0);

      assertThat(network.storeBuffers()).containsExactly(statistics, within(1e-5f));
    }
  }
}

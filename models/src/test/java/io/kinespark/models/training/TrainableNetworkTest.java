package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.tanet.HeadConfig;
import io.kinespark.models.tanet.HeadKind;
import io.kinespark.models.tanet.TamConfig;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TrainableNetworkTest {
  @Test
  void threadsAreAtLeastOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainableNetwork.setThreads(0))
        .withMessage("0 threads; at least 1 is needed");
  }

  @Test
  void aMissingDeviceIsNamed() {
    assumeThat(torch.cuda_is_available()).as("a CUDA device").isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainableNetwork.create(Networks.spec().withDevice("cuda:3")))
        .withMessageContaining("device 'cuda:3' is not available");
  }

  @Test
  void initialWeightsFollowFromTheSeedAlone() throws InterruptedException {
    AtomicReference<float[]> elsewhere = new AtomicReference<>(new float[0]);
    Thread thread =
        new Thread(
            () -> {
              try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
                elsewhere.set(Networks.parameters(network));
              }
            });
    thread.start();
    thread.join();
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec());
        TrainableNetwork other = TrainableNetwork.create(Networks.spec().withSeed(1))) {
      assertThat(Networks.parameters(network)).isEqualTo(elsewhere.get());
      assertThat(Networks.parameters(other)).isNotEqualTo(elsewhere.get());
    }
  }

  @Test
  void parametersRoundTripAtAnyOffset() {
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
      int count = network.parameterCount();
      float[] source = new float[count + 3];
      for (int i = 0; i < source.length; i++) {
        source[i] = i * 0.001f;
      }
      network.loadParameters(source, 3);
      float[] target = new float[count + 5];
      network.storeParameters(target, 5);

      assertThat(Arrays.copyOfRange(target, 5, 5 + count))
          .isEqualTo(Arrays.copyOfRange(source, 3, 3 + count));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.loadParameters(source, 4))
          .withMessageContaining("do not fit");
    }
  }

  @Test
  void flatVectorAndStateDictShareOneMemory() {
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
      float[] parameters = Networks.parameters(network);
      ParameterInfo info = network.parameters().get(4);

      assertThat(network.stateDict().get(info.name()).toFloats())
          .isEqualTo(Arrays.copyOfRange(parameters, info.offset(), info.offset() + info.length()));
    }
  }

  @Test
  void aStepLeavesParametersAndReplacesGradients() {
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
      float[] before = Networks.parameters(network);
      ClipBatch batch = Networks.batch(2, 1, 1);
      StepResult first = network.trainStep(batch, 0);
      float[] gradients = Networks.gradients(network);
      StepResult second = network.trainStep(batch, 0);

      assertThat(Networks.parameters(network)).isEqualTo(before);
      assertThat(Networks.gradients(network)).isEqualTo(gradients);
      assertThat(second).isEqualTo(first);
      assertThat(first.loss()).isCloseTo(Math.log(Networks.CLASSES), within(0.1));
      assertThat(first.clips()).isEqualTo(2);
      assertThat(first.top5()).isEqualTo(2);
    }
  }

  @Test
  void theGradientIsTheSlopeOfTheLoss() {
    NetworkSpec spec = Networks.spec().withPrecision(Precision.FLOAT64);
    try (TrainableNetwork network = TrainableNetwork.create(spec)) {
      ClipBatch batch = Networks.batch(2, 1, 2);
      float[] parameters = Networks.parameters(network);
      network.trainStep(batch, 0);
      float[] gradients = Networks.gradients(network);
      for (ParameterInfo info : network.parameters()) {
        int probe = info.offset() + info.length() / 2;
        float step = 0x1p-12f;
        float[] moved = parameters.clone();
        moved[probe] += step;
        network.loadParameters(moved, 0);
        double above = network.trainStep(batch, 0).loss();
        moved[probe] = parameters[probe] - step;
        network.loadParameters(moved, 0);
        double below = network.trainStep(batch, 0).loss();
        double slope = (above - below) / (2 * step);

        assertThat((double) gradients[probe])
            .as(info.name())
            .isCloseTo(slope, within(1e-5 + 0.02 * Math.abs(slope)));
      }
    }
  }

  @Test
  void dropoutFollowsFromTheStepSeed() {
    NetworkSpec spec = NetworkSpec.of(Networks.tiny().withHead(HeadConfig.tsm().withDropout(0.5)));
    try (TrainableNetwork network = TrainableNetwork.create(spec)) {
      ClipBatch batch = Networks.batch(2, 1, 3);

      assertThat(network.trainStep(batch, 11)).isEqualTo(network.trainStep(batch, 11));
      assertThat(network.trainStep(batch, 11).loss())
          .isNotEqualTo(network.trainStep(batch, 12).loss());
    }
  }

  @Test
  void labelSmoothingMixesInTheUniformDistribution() {
    NetworkSpec hard = Networks.spec();
    NetworkSpec soft =
        NetworkSpec.of(Networks.tiny().withHead(new HeadConfig(HeadKind.TSM, 0, 0.25)));
    ClipBatch batch = Networks.batch(1, 1, 4);
    HostTensor clips = FloatClips.of(batch);
    try (TrainableNetwork network = TrainableNetwork.create(hard);
        TrainableNetwork smoothed = TrainableNetwork.create(soft)) {
      double[] logits = network.trainStep(clips, batch.targets(), 0).logits().toDoubles();
      double norm = Math.log(Arrays.stream(logits).map(Math::exp).sum());
      double uniform = norm - Arrays.stream(logits).average().orElseThrow();
      double own = norm - logits[batch.targets().labels().get(0).get(0)];

      assertThat(smoothed.trainStep(clips, batch.targets(), 0).result().loss())
          .isCloseTo(0.75 * own + 0.25 * uniform, within(1e-6));
    }
  }

  @Test
  void bytesAndNormalisedFloatsGiveTheSameLogits() {
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
      ClipBatch batch = Networks.batch(2, 3, 5);
      ViewScores scores = network.predict(batch);

      assertThat(scores.views()).isEqualTo(3);
      assertThat(network.predict(FloatClips.of(batch)).toFloats())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(scores.scores());
    }
  }

  @Test
  void aViewsLogitsDoNotDependOnItsNeighbours() {
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
      ClipBatch both = Networks.batch(1, 2, 6);
      byte[] second =
          Arrays.copyOfRange(both.frames(), both.frames().length / 2, both.frames().length);
      ClipBatch alone =
          ClipBatch.unlabelled(second, 1, Networks.SEGMENTS, Networks.SIZE, Networks.SIZE);

      assertThat(network.predict(alone).view(0, 0))
          .usingComparatorWithPrecision(1e-6)
          .containsExactly(network.predict(both).view(0, 1));
    }
  }

  @Test
  void theTsnHeadMergesAllViewsOfASample() {
    NetworkSpec spec = NetworkSpec.of(Networks.tiny().withHead(new HeadConfig(HeadKind.TSN, 0, 0)));
    try (TrainableNetwork network = TrainableNetwork.create(spec)) {
      ViewScores scores = network.predict(Networks.batch(2, 3, 7));

      assertThat(scores.clips()).isEqualTo(2);
      assertThat(scores.views()).isEqualTo(1);
    }
  }

  @Test
  void theOrderOfFramesMattersOnlyWithTemporalModules() {
    ClipBatch batch = Networks.batch(1, 1, 8);
    ClipBatch reversed = FloatClips.reversedInTime(batch);
    NetworkSpec blind = NetworkSpec.of(Networks.tiny().withTam(TamConfig.disabled()));
    try (TrainableNetwork tanet = TrainableNetwork.create(Networks.spec());
        TrainableNetwork baseline = TrainableNetwork.create(blind)) {
      assertThat(baseline.predict(reversed).scores())
          .usingComparatorWithPrecision(1e-7f)
          .containsExactly(baseline.predict(batch).scores());
      assertThat(tanet.predict(reversed).scores()).isNotEqualTo(tanet.predict(batch).scores());
      assertThat(baseline.parameters().get(3).name())
          .isEqualTo("backbone.layer1.0.conv1.conv.weight");
    }
  }

  @Test
  void runningStatisticsRoundTrip() {
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec());
        TrainableNetwork copy = TrainableNetwork.create(Networks.spec())) {
      network.trainStep(Networks.batch(2, 1, 9), 0);
      copy.loadBuffers(network.storeBuffers());
      copy.loadCounters(network.storeCounters());

      assertThat(network.storeCounters()).containsOnly(1);
      assertThat(copy.stateDict()).isEqualTo(network.stateDict());
      assertThat(network.buffers().get(0).name()).isEqualTo("backbone.conv1.bn.running_mean");
      assertThat(network.counterNames()).hasSameSizeAs(network.storeCounters());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> copy.loadBuffers(new float[1]))
          .withMessageContaining("buffer values");
    }
  }

  @Test
  void badBatchesAreRefusedBeforeAnythingNative() {
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
      int pixels = Networks.SEGMENTS * Networks.SIZE * Networks.SIZE * 3;
      ClipBatch badLabel =
          new ClipBatch(
              new byte[pixels],
              1,
              Networks.SEGMENTS,
              Networks.SIZE,
              Networks.SIZE,
              ClassTargets.indices(Networks.CLASSES));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.trainStep(badLabel, 0))
          .withMessageContaining("label 5 of clip 0 is outside 0..4");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.trainStep(Networks.batch(1, 2, 0), 0))
          .withMessageContaining("8 frames");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> network.predict(ClipBatch.unlabelled(new byte[3 * 16 * 16 * 3], 1, 3, 16, 16)))
          .withMessageContaining("no whole number of clips of 4");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ClipBatch(new byte[7], 1, 4, 8, 8, ClassTargets.none()))
          .withMessageContaining("need 768 bytes, not 7");
    }
  }

  @Test
  void aClosedNetworkSaysSo() {
    TrainableNetwork network = TrainableNetwork.create(Networks.spec());
    network.close();
    network.close();

    assertThatIllegalStateException()
        .isThrownBy(network::stateDict)
        .withMessage("this network is closed");
  }

  @Test
  void frozenParametersHaveNoGradientAndNoRate() {
    NetworkSpec spec =
        NetworkSpec.of(
            Networks.tiny().withBackbone(Networks.tiny().backbone().withFreezing(1, false, false)));
    try (TrainableNetwork network = TrainableNetwork.create(spec)) {
      network.trainStep(Networks.batch(2, 1, 10), 0);
      for (int i = 0; i < network.parameters().size(); i++) {
        ParameterInfo info = network.parameters().get(i);
        boolean frozen =
            info.name().startsWith("backbone.conv1.") || info.name().startsWith("backbone.layer1.");
        assertThat(network.gradient(i).isEmpty()).as(info.name()).isEqualTo(frozen);
        assertThat(info.learningRateMultiplier() == 0).isEqualTo(frozen);
      }
      assertThat(network.gradient(0)).isEqualTo(Optional.empty());
    }
  }

  @Test
  void nativeMemoryStaysFlat() {
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
      ClipBatch batch = Networks.batch(2, 1, 11);
      float[] vector = new float[network.parameterCount()];
      steps(network, batch, vector, 50);
      long objects = Pointer.totalCount();
      long bytes = Pointer.physicalBytes();
      steps(network, batch, vector, 200);

      assertThat(Pointer.totalCount()).isEqualTo(objects);
      assertThat(Pointer.physicalBytes() - bytes).isLessThan(32L << 20);
    }
  }

  private static void steps(TrainableNetwork network, ClipBatch batch, float[] vector, int count) {
    for (int i = 0; i < count; i++) {
      network.trainStep(batch, i);
      network.storeGradients(vector, 0);
      network.storeParameters(vector, 0);
      network.loadParameters(vector, 0);
      network.predict(batch);
      network.loadBuffers(network.storeBuffers());
    }
  }

  @Test
  void closingFreesEverything() {
    TrainableNetwork.create(Networks.spec()).close();
    long before = Pointer.totalCount();
    for (int i = 0; i < 3; i++) {
      try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
        network.trainStep(Networks.batch(1, 1, 12), 0);
      }
    }

    assertThat(Pointer.totalCount()).isEqualTo(before);
  }
}

package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.tanet.TanetConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDictLoadingTest {
  private static StateDict trained() {
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec().withSeed(3))) {
      network.trainStep(Networks.batch(2, 1, 1), 0);
      return network.stateDict();
    }
  }

  @Test
  void wrappedNamesAndPreprocessorConstantsAreUnderstood() {
    StateDict trained = trained();
    Map<String, HostTensor> wrapped = new LinkedHashMap<>();
    trained.tensors().forEach((name, tensor) -> wrapped.put("module." + name, tensor));
    wrapped.put("data_preprocessor.mean", HostTensor.ofFloats(new float[3], 3));
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
      LoadReport report = network.loadStateDict(StateDict.of(wrapped), LoadPolicy.strict());

      assertThat(network.stateDict()).isEqualTo(trained);
      assertThat(report.matched()).hasSameSizeAs(trained.tensors().keySet());
      assertThat(report.missing()).isEmpty();
    }
  }

  @Test
  void everyDifferenceIsListedAndNothingIsLoaded() {
    Map<String, HostTensor> damaged = new LinkedHashMap<>(trained().tensors());
    damaged.remove("backbone.conv1.bn.bias");
    damaged.put("new_fc.bias", HostTensor.ofFloats(new float[1], 1));
    damaged.put("cls_head.fc_cls.bias", HostTensor.ofFloats(new float[7], 7));
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
      StateDict before = network.stateDict();

      assertThatThrownBy(() -> network.loadStateDict(StateDict.of(damaged), LoadPolicy.strict()))
          .isInstanceOf(CheckpointMismatchException.class)
          .hasMessageContaining("1 missing [backbone.conv1.bn.bias]")
          .hasMessageContaining("1 unexpected [new_fc.bias]")
          .hasMessageContaining(
              "cls_head.fc_cls.bias is [7] in the checkpoint and [5] in the network");
      assertThat(network.stateDict()).isEqualTo(before);
    }
  }

  @Test
  void thePolicyLetsExactlyItsNamesPass() {
    Map<String, HostTensor> other = new LinkedHashMap<>(trained().tensors());
    other.remove("backbone.layer1.0.tam.G.0.weight");
    other.put("extra.bias", HostTensor.ofFloats(new float[1], 1));
    other.put("cls_head.fc_cls.bias", HostTensor.ofFloats(new float[7], 7));
    LoadPolicy policy =
        LoadPolicy.strict()
            .allowMissing(".*\\.tam\\..*")
            .allowUnexpected("extra\\..*")
            .allowReshaped("cls_head\\..*");
    try (TrainableNetwork network = TrainableNetwork.create(Networks.spec())) {
      HostTensor kept = network.stateDict().get("backbone.layer1.0.tam.G.0.weight");
      LoadReport report = network.loadStateDict(StateDict.of(other), policy);

      assertThat(report.missing()).containsExactly("backbone.layer1.0.tam.G.0.weight");
      assertThat(report.unexpected()).containsExactly("extra.bias");
      assertThat(report.reshaped()).hasSize(1);
      assertThat(network.stateDict().get("backbone.layer1.0.tam.G.0.weight")).isEqualTo(kept);
    }
  }

  @Test
  void anEightFrameCheckpointDoesNotFitMoreFrames() {
    StateDict trained = trained();
    TanetConfig tiny = Networks.tiny();
    TanetConfig longer =
        new TanetConfig(
            tiny.backbone(),
            tiny.tam(),
            tiny.head(),
            tiny.numClasses(),
            Networks.SEGMENTS * 2,
            tiny.fcLr5(),
            tiny.averageClips());
    try (TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(longer))) {
      assertThatThrownBy(() -> network.loadStateDict(trained, LoadPolicy.withoutCounters()))
          .isInstanceOf(CheckpointMismatchException.class)
          .hasMessageContaining(
              "tam.G.0.weight is [8, 4] in the checkpoint and [16, 8] in the network");
    }
  }
}

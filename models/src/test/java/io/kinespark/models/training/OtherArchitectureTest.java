package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.sdcom.PrimaryKind;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.SlimmableDepth;
import io.kinespark.models.tanet.TanetConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A checkpoint of another backbone is called so, instead of by hundreds of names. */
class OtherArchitectureTest {
  private static StateDict supernet(SlimmableDepth backbone, PrimaryKind staticNetwork) {
    return stateOf(
        NetworkSpec.of(
            SdcomConfig.published(SdcomStage.SUPERNET, 4, 2)
                .withNetworks(backbone, staticNetwork)));
  }

  private static StateDict stateOf(NetworkSpec spec) {
    try (TrainableNetwork network = TrainableNetwork.create(spec)) {
      return network.stateDict();
    }
  }

  @Test
  void aPolicyOnTheSupernetOfAnotherBackboneIsToldWhichTheyAre() {
    try (TrainableNetwork policy =
        TrainableNetwork.create(NetworkSpec.of(SdcomConfig.published(SdcomStage.POLICY, 4, 2)))) {
      for (SlimmableDepth depth : List.of(SlimmableDepth.RESNET18, SlimmableDepth.RESNET101)) {
        StateDict other = supernet(depth, PrimaryKind.MOBILENETV2);
        assertThatThrownBy(() -> policy.loadStateDict(other, LoadPolicy.withoutCounters()))
            .isInstanceOf(CheckpointMismatchException.class)
            .hasMessageContaining(
                depth == SlimmableDepth.RESNET18
                    ? "backbone is a ResNet-18 with stages of [2, 2, 2, 2] blocks of 2"
                    : "backbone is a ResNet-101 with stages of [3, 4, 23, 3] blocks of 3")
            .hasMessageContaining("the network's a ResNet-50 with stages of [3, 4, 6, 3] blocks")
            .hasMessageContaining("set kinespark.model.sdcom to the checkpoint's")
            .extracting(e -> e.getMessage().length() < 600)
            .isEqualTo(true);
      }
      StateDict other = supernet(SlimmableDepth.RESNET50, PrimaryKind.RESNET50);
      assertThatThrownBy(() -> policy.loadStateDict(other, LoadPolicy.withoutCounters()))
          .hasMessageContaining("static network is a ResNet, the network's a MobileNetV2")
          .hasMessageContaining("set kinespark.model.sdcom.static-network");
    }
  }

  @Test
  void soIsATanetOfAnotherDepth() {
    StateDict other =
        stateOf(NetworkSpec.of(Networks.tiny().withBackbone(ResNetConfig.ofBlocks(List.of(2, 1)))));
    TanetConfig one = Networks.tiny().withBackbone(ResNetConfig.ofBlocks(List.of(1, 1)));
    try (TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(one))) {
      assertThatThrownBy(() -> network.loadStateDict(other, LoadPolicy.strict()))
          .hasMessageContaining("stages of [2, 1] blocks of 3 convolutions")
          .hasMessageContaining("the network's a ResNet-8 with stages of [1, 1] blocks");
    }
  }
}

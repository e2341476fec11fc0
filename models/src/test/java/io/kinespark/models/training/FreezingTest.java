package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which batch norms see the batch; the others leave their counters alone. */
class FreezingTest {
  private static List<String> updatedNorms(int frozenStages, boolean normEval, boolean partialBn) {
    NetworkSpec spec =
        NetworkSpec.of(
            Networks.tiny()
                .withBackbone(
                    Networks.tiny().backbone().withFreezing(frozenStages, normEval, partialBn)));
    try (TrainableNetwork network = TrainableNetwork.create(spec)) {
      network.trainStep(Networks.batch(2, 1, 1), 0);
      List<String> updated = new ArrayList<>();
      for (int i = 0; i < network.storeCounters().length; i++) {
        if (network.storeCounters()[i] > 0) {
          updated.add(network.counterNames().get(i).replace(".num_batches_tracked", ""));
        }
      }
      return updated;
    }
  }

  @Test
  void nothingIsFrozenByDefault() {
    assertThat(updatedNorms(-1, false, false)).hasSize(1 + 2 * (4 + 2));
  }

  @Test
  void frozenStagesKeepTheirStatistics() {
    assertThat(updatedNorms(1, false, false))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("backbone.layer2."));
    assertThat(updatedNorms(0, false, false)).hasSize(12).doesNotContain("backbone.conv1.bn");
  }

  @Test
  void normEvalKeepsAllStatistics() {
    assertThat(updatedNorms(-1, true, false)).isEmpty();
  }

  @Test
  void partialBatchNormKeepsMapStatisticsAfterTheStem() {
    assertThat(updatedNorms(-1, false, true))
        .containsExactly(
            "backbone.conv1.bn",
            "backbone.layer1.0.tam.G.1",
            "backbone.layer1.0.tam.L.1",
            "backbone.layer2.0.tam.G.1",
            "backbone.layer2.0.tam.L.1");
  }
}

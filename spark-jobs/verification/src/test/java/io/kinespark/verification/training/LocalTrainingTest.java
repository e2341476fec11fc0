package io.kinespark.verification.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.Networks;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.SgdRule;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.FillRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalTrainingTest {
  private static final ClassTargets LABELS = ClassTargets.indices(0, 2);
  private static final HostTensor CLIPS = FillRule.input("input", 2, 4, 3, 32, 32);

  private static TrainableNetwork network() {
    return TrainableNetwork.create(
        NetworkSpec.of(Networks.tiny()).withPrecision(Precision.FLOAT64));
  }

  @Test
  void theUpdateIsTheFormulaValueByValue() {
    SgdRule rule = new SgdRule(0.9, 0, true, 0.01, 1);
    try (TrainableNetwork network = network();
        LocalTraining training = new LocalTraining(List.of(network), rule)) {
      ParameterInfo last = network.parameters().get(network.parameters().size() - 1);
      double p = value(network, last);
      double v = 0;
      for (int step = 0; step < 3; step++) {
        double norm = training.step(CLIPS, LABELS, 0.05, step).gradientNorm();
        double gradient =
            network.gradient(network.parameters().size() - 1).orElseThrow().toDoubles()[0];
        double g =
            gradient * Math.min(1, 1 / (norm + 1e-6)) + 0.01 * last.weightDecayMultiplier() * p;
        v = 0.9 * v + g;
        p -= 0.05 * last.learningRateMultiplier() * (g + 0.9 * v);
        assertThat(value(network, last)).isCloseTo(p, within(1e-12));
      }
    }
  }

  private static double value(TrainableNetwork network, ParameterInfo info) {
    return network.stateDict().get(info.name()).toDoubles()[0];
  }

  @Test
  void replicasMoveByTheirMeanGradientAndStayEqual() {
    SgdRule plain = new SgdRule(0, 0, false, 0, 0);
    try (TrainableNetwork first = network();
        TrainableNetwork second = network();
        LocalTraining training = new LocalTraining(List.of(first, second), plain)) {
      LocalTraining.Step step = training.step(CLIPS, LABELS, 0.1, 0);

      assertThat(step.traces()).hasSize(2);
      for (ParameterInfo info : first.parameters()) {
        assertThat(first.stateDict().get(info.name()))
            .isEqualTo(second.stateDict().get(info.name()));
      }
    }
  }
}

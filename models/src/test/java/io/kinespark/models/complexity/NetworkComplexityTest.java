package io.kinespark.models.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.TamConfig;
import io.kinespark.models.TanetConfig;
import org.junit.jupiter.api.Test;

/** The counts of the original, measured by hooks on its layers. */
class NetworkComplexityTest {
  @Test
  void resNet50CountsAreThoseOfTheOriginalAtSixtyFourPixels() {
    NetworkComplexity complexity = NetworkComplexity.measure(TanetConfig.of(50, 400, 8), 64, 64);

    assertThat(complexity.parameters()).isEqualTo(25_590_320);
    assertThat(complexity.multiplyAccumulates()).isEqualTo(5_372_856_320L / 2);
    assertThat(complexity.dynamicMultiplyAccumulates()).isEqualTo(7_471_104L / 2);
    assertThat(complexity.layers().stream().mapToLong(ModuleComplexity::activations).sum())
        .isEqualTo(complexity.activations());
  }

  @Test
  void sixteenFramesCostTwiceAsMuchButHardlyMoreParameters() {
    NetworkComplexity complexity = NetworkComplexity.measure(TanetConfig.of(50, 174, 16), 32, 32);

    assertThat(complexity.parameters()).isEqualTo(25_134_670);
  }

  @Test
  void theBaselineHasNoDynamicConvolutions() {
    NetworkComplexity complexity =
        NetworkComplexity.measure(TanetConfig.of(50, 400, 8).withTam(TamConfig.disabled()), 32, 32);

    assertThat(complexity.dynamicMultiplyAccumulates()).isZero();
    assertThat(complexity.parameters()).isEqualTo(25_590_320 - 1_262_688);
  }
}

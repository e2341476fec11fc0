package io.kinespark.models.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.AverageClips;
import io.kinespark.models.ModelConfig;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.tanet.HeadConfig;
import io.kinespark.models.tanet.TamConfig;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.models.vov3d.Vov3dConfig;
import io.kinespark.models.vov3d.X3dBaseConfig;
import io.kinespark.models.vov3d.X3dConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  static List<ModelConfig> small() {
    X3dBaseConfig base = X3dBaseConfig.of(7, 2).withTrainCrop(64);
    return List.of(
        new TanetConfig(
            ResNetConfig.ofBlocks(List.of(1, 1)).withBaseWidth(8),
            TamConfig.published(),
            HeadConfig.tsm(),
            7,
            4,
            true,
            AverageClips.PROB),
        new Vov3dConfig(
            8,
            16,
            List.of(1.0, 2.0, 4.0, 8.0),
            List.of(0.5, 1.0, 2.0, 4.0),
            List.of(1, 2, 1, 1),
            3,
            128,
            base),
        new X3dConfig(8, 1, 0.5, 2.25, base));
  }

  @ParameterizedTest
  @MethodSource("small")
  void countingOnShapesIsCountingARealPass(ModelConfig model) {
    assertThat(NetworkComplexity.measure(model, 70, 99))
        .isEqualTo(NetworkComplexity.compute(model, 70, 99));
  }
}

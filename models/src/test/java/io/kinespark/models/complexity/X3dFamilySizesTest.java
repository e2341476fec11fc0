package io.kinespark.models.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.vov3d.Vov3dConfig;
import io.kinespark.models.vov3d.X3dConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes of VoV3D and X3D that were measured on the original, in 1e9 at 224 and 256. */
class X3dFamilySizesTest {
  private static final double LAST_DIGIT = 0.00005;

  @ParameterizedTest
  @CsvSource({
    "X3D-M, 16, 174, 3331248, 4.7320, 6.1839",
    "X3D-L, 16, 174, 5690358, 9.1622, 11.9702",
    "VoV3D-M first, 16, 174, 3337374, 4.4183, 5.7739",
    "VoV3D-M first, 32, 174, 3337374, 8.8354, 11.5432",
    "VoV3D-M, 16, 174, 3204286, 4.9164, 6.4241",
    "VoV3D-M, 32, 174, 3204286, 9.8316, 12.8440",
    "VoV3D-L, 16, 174, 5834094, 9.3065, 12.1584",
    "VoV3D-L, 32, 174, 5834094, 18.6115, 24.3119",
    "X3D-M, 16, 400, 3794322, 4.7325, 6.1857",
    "X3D-L, 16, 400, 6153432, 9.1627, 11.9721",
    "VoV3D-M first, 16, 400, 3800448, 4.4188, 5.7758",
    "VoV3D-M, 16, 400, 3667360, 4.9169, 6.4260",
    "VoV3D-L, 16, 400, 6297168, 9.3069, 12.1602"
  })
  void countsAreThoseOfTheOriginal(
      String name, int frames, int classes, long parameters, double at224, double at256) {
    ModelConfig model =
        switch (name) {
          case "X3D-M" -> X3dConfig.medium(classes, frames);
          case "X3D-L" -> X3dConfig.large(classes, frames);
          case "VoV3D-M first" -> Vov3dConfig.firstMedium(classes, frames);
          case "VoV3D-M" -> Vov3dConfig.medium(classes, frames);
          default -> Vov3dConfig.large(classes, frames);
        };

    NetworkComplexity training = NetworkComplexity.measure(model, 224, 224);
    NetworkComplexity testing = NetworkComplexity.measure(model, 256, 256);

    assertThat(training.parameters()).isEqualTo(parameters);
    assertThat(training.multiplyAccumulates() / 1e9).isCloseTo(at224, within(LAST_DIGIT));
    assertThat(testing.multiplyAccumulates() / 1e9).isCloseTo(at256, within(LAST_DIGIT));
  }
}

package io.kinespark.models.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.dsanet.DsaConfig;
import io.kinespark.models.dsanet.DsaPlace;
import io.kinespark.models.dsanet.DsanetBackboneConfig;
import io.kinespark.models.dsanet.DsanetConfig;
import io.kinespark.models.dsanet.TemporalModel;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sizes of DSANet and its baselines that were measured on the original: parameters, and
 * multiply-accumulates of a clip in 1e9, dynamic convolutions included.
 */
class DsanetSizesTest {
  private static final double LAST_DIGIT = 0.0006;

  @ParameterizedTest
  @CsvSource({
    "DSA, 50, 400, 4, 8, 224, 32454456, 166.968",
    "DSA, 50, 400, 4, 4, 224, 32454456, 83.485",
    "DSA, 50, 400, 4, 16, 224, 32454456, 333.932",
    "DSA, 50, 400, 4, 8, 256, 32454456, 218.079",
    "DSA, 50, 400, 8, 8, 224, 32455136, 333.935",
    "plain, 50, 400, 4, 8, 224, 32454096, 166.963",
    "DSA, 50, 200, 4, 8, 224, 32044656, 166.966",
    "DSA, 50, 174, 4, 8, 224, 31991382, 166.966",
    "C2D DSA, 50, 400, 4, 8, 224, 24327992, 130.796",
    "C2D, 50, 400, 4, 8, 224, 24327632, 130.792",
    "TSN, 50, 400, 4, 8, 224, 24327632, 130.792",
    "TSM, 50, 400, 4, 8, 224, 24327632, 130.792",
    "TSM DSA, 50, 400, 4, 8, 224, 24327992, 130.796",
    "inflated DSA, 50, 400, 4, 8, 224, 32986936, 190.808",
    "dense DSA, 50, 400, 4, 8, 224, 32455248, 167.147",
    "alpha 1, 50, 400, 4, 8, 224, 32454276, 166.968",
    "alpha 4, 50, 400, 4, 8, 224, 32454816, 166.968",
    "alpha 8, 50, 400, 4, 8, 224, 32455536, 166.968",
    "DSA, 18, 400, 4, 8, 224, 32025696, 109.828",
    "plain, 18, 400, 4, 8, 224, 32025552, 109.826",
    "DSA, 101, 400, 4, 8, 224, 60360056, 341.665",
    "plain, 101, 400, 4, 8, 224, 60359120, 341.656"
  })
  void countsAreThoseOfTheOriginal(
      String kind,
      int depth,
      int classes,
      int snippets,
      int frames,
      int side,
      long parameters,
      double billions) {
    DsanetConfig model = of(kind, DsanetConfig.of(depth, classes)).withClip(snippets, frames);

    NetworkComplexity complexity = NetworkComplexity.measure(model, side, side);

    assertThat(complexity.parameters()).isEqualTo(parameters);
    long all = complexity.multiplyAccumulates() + complexity.dynamicMultiplyAccumulates();
    assertThat(all / 1e9).isCloseTo(billions, within(LAST_DIGIT));
  }

  private static DsanetConfig of(String kind, DsanetConfig published) {
    return switch (kind) {
      case "plain" -> published.withDsa(DsaConfig.none());
      case "C2D DSA" -> published.withBackbone(DsanetBackboneConfig.uninflated(50));
      case "C2D" -> of("C2D DSA", published).withDsa(DsaConfig.none());
      case "TSN" ->
          published
              .withBackbone(DsanetBackboneConfig.of(50, TemporalModel.FrameWise.independent()))
              .withDsa(DsaConfig.none());
      case "TSM DSA" ->
          published.withBackbone(DsanetBackboneConfig.of(50, TemporalModel.FrameWise.shifted()));
      case "TSM" -> of("TSM DSA", published).withDsa(DsaConfig.none());
      case "inflated DSA" -> published.withBackbone(allInflated());
      case "dense DSA" ->
          published.withDsa(
              new DsaConfig(everyBlock(), DsaPlace.RES_2, 2, 3, 1, /* identity= */ false));
      case "alpha 1", "alpha 4", "alpha 8" -> {
        int alpha = Integer.parseInt(kind.substring("alpha ".length()));
        yield published.withDsa(
            new DsaConfig(
                published.dsa().blocks(), DsaPlace.RES_2, alpha, 3, 0.125, /* identity= */ false));
      }
      default -> published;
    };
  }

  private static DsanetBackboneConfig allInflated() {
    return DsanetBackboneConfig.of(
        50, TemporalModel.Inflated.stages(List.of(3, 4, 6, 3), Collections.nCopies(4, true)));
  }

  private static List<List<Boolean>> everyBlock() {
    return List.of(3, 4, 6, 3).stream().map(blocks -> Collections.nCopies(blocks, true)).toList();
  }
}

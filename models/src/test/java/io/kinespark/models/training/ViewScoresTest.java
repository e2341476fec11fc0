package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.AverageClips;
import io.kinespark.models.EvaluationOutput;
import org.junit.jupiter.api.Test;

class ViewScoresTest {
  private final ViewScores scores =
      new ViewScores(new float[] {0, 1, 1000, 1000, 2, 2, -1, 3}, 2, 2, 2);

  @Test
  void probabilitiesAreAveragedAfterTheSoftmax() {
    double first = 1 / (1 + Math.E);

    double[][] averaged = scores.average(AverageClips.PROB);

    assertThat(averaged[0][0]).isCloseTo((first + 0.5) / 2, within(1e-12));
    assertThat(averaged[0][0] + averaged[0][1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void scoresAreAveragedRaw() {
    assertThat(scores.average(AverageClips.SCORE)[1]).containsExactly(0.5, 2.5);
  }

  @Test
  void withoutAveragingEveryViewStays() {
    assertThat(scores.average(AverageClips.NONE))
        .isDeepEqualTo(new double[][] {{0, 1}, {1000, 1000}, {2, 2}, {-1, 3}});
  }

  @Test
  void aSampleHasItsOwnScoresAndWidths() {
    ViewScores chosen =
        new ViewScores(
            scores.scores(), 2, 2, 2, EvaluationOutput.LOGITS, new int[] {0, 1, 2, 3, 4, 0, 1, 2});

    assertThat(chosen.of(1))
        .isEqualTo(
            new ViewScores(
                new float[] {2, 2, -1, 3},
                1,
                2,
                2,
                EvaluationOutput.LOGITS,
                new int[] {4, 0, 1, 2}));
    assertThat(scores.of(0)).isEqualTo(new ViewScores(new float[] {0, 1, 1000, 1000}, 1, 2, 2));
  }

  @Test
  void theWidthsMustFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ViewScores(
                    scores.scores(), 2, 2, 2, EvaluationOutput.LOGITS, new int[] {0, 0, 0, 0, 0}))
        .withMessageContaining("5 frames");
  }

  @Test
  void theSizesMustFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ViewScores(new float[7], 2, 2, 2))
        .withMessageContaining("7 scores");
  }
}

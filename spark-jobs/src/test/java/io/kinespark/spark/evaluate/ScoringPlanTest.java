package io.kinespark.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.AverageClips;
import io.kinespark.preprocessing.augment.TanetTransforms;
import io.kinespark.preprocessing.sampling.TanetSamplers;
import io.kinespark.preprocessing.video.DecodeOptions;
import org.junit.jupiter.api.Test;

final class ScoringPlanTest {

  @Test
  void kineticsTestHasThirtyViews() {
    ScoringPlan plan = kinetics(8, AverageClips.PROB);

    assertThat(plan.views()).isEqualTo(30);
    assertThat(plan.videosPerUnit()).isEqualTo(1);
    assertThat(plan.describe())
        .isEqualTo("10 clips of 8 frames x 3 crops of 256x256, mean of softmax");
  }

  @Test
  void videosOfOneViewShareABatch() {
    ScoringPlan plan =
        new ScoringPlan(
            TanetSamplers.somethingValidation(8),
            TanetTransforms.validation(),
            DecodeOptions.defaults(),
            /* batchViews= */ 8,
            /* loaderThreads= */ 1,
            AverageClips.NONE);

    assertThat(plan.videosPerUnit()).isEqualTo(8);
    assertThat(plan.describe()).isEqualTo("1 clip of 8 frames x 1 crop of 224x224, logits");
  }

  @Test
  void severalViewsMustBeAveragedAndBatchesMustFit() {
    assertThatThrownBy(() -> kinetics(8, AverageClips.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30 views")
        .hasMessageContaining("average-clips");
    assertThatThrownBy(() -> kinetics(5000, AverageClips.PROB))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lower batch-views");
    assertThatThrownBy(() -> kinetics(0, AverageClips.PROB))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ScoringPlan kinetics(int batchViews, AverageClips average) {
    return new ScoringPlan(
        TanetSamplers.kineticsTest(8),
        TanetTransforms.test(),
        DecodeOptions.defaults(),
        batchViews,
        /* loaderThreads= */ 1,
        average);
  }
}

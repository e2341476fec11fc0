package io.kinespark.preprocessing.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.sampling.TanetSamplers;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TanetTransformsTest {

  private static final FrameSize FRAME = new FrameSize(320, 240);

  @Test
  void viewsAreThoseOfThePublishedProtocols() {
    assertThat(TanetSamplers.kineticsTest(8).clips() * TanetTransforms.test().crops())
        .isEqualTo(30);
    assertThat(TanetSamplers.somethingTest(8).clips() * TanetTransforms.test().crops())
        .isEqualTo(6);
    assertThat(TanetSamplers.somethingValidation(8).clips()).isEqualTo(1);
    assertThat(TanetTransforms.validation().crops()).isEqualTo(1);
    assertThat(TanetTransforms.test().outputBytes(80)).isEqualTo(3 * 80 * 256 * 256 * 3);
  }

  @Test
  void everyTransformBeginsWithAShortSideOf256() {
    for (ClipTransform transform :
        new ClipTransform[] {
          TanetTransforms.kineticsTrain(), TanetTransforms.validation(), TanetTransforms.test()
        }) {
      assertThat(transform.plan(FRAME, SampleRandom.of(0, 0, "clip", 0)).resized())
          .isEqualTo(new FrameSize(341, 256));
    }
  }

  @Test
  void halfOfTheTrainingClipsAreMirroredAndOnlyTheirLabelsSwap() {
    ClipTransform transform = TanetTransforms.somethingTrain(LabelSwap.somethingV1());
    int mirrored = 0;
    for (int epoch = 0; epoch < 400; epoch++) {
      TransformPlan plan = transform.plan(FRAME, SampleRandom.of(5, epoch, "clip", 0));
      boolean flipped = plan.views().get(0).mirrored();
      assertThat(plan.swap().mirrored(2)).isEqualTo(flipped ? 4 : 2);
      mirrored += flipped ? 1 : 0;
    }
    assertThat(mirrored).isBetween(160, 240);
  }

  @Test
  void trainingReachesEveryScale() {
    Set<Integer> widths =
        IntStream.range(0, 200)
            .mapToObj(
                epoch ->
                    TanetTransforms.kineticsTrain()
                        .plan(FRAME, SampleRandom.of(5, epoch, "clip", 0)))
            .map(plan -> plan.views().get(0).box().width())
            .collect(Collectors.toSet());
    assertThat(widths).containsExactlyInAnyOrder(256, 224, 192, 168);
  }
}

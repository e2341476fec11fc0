package io.kinespark.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kinespark.models.training.ClassTargets;
import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TargetRuleTest {
  private static final List<Integer> LABELS = List.of(2, 5, 7);

  private static VideoRecord video(String id, Integer... labels) {
    return VideoRecord.listed(id, id + ".mp4", List.of(labels), Split.TRAIN);
  }

  @Test
  void severalLabelsAreRefusedByNameWhereOneIsTaken() {
    List<VideoRecord> videos = List.of(video("a", 1), video("b", 1, 2), video("c", 0, 3));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TargetRule.SINGLE_LABEL.require(videos))
        .withMessageStartingWith("video 'b' has labels [1, 2]: 2 of 3 training videos have several")
        .withMessageContaining("set it to multi-hot")
        .withMessageContaining("or to drawn-label");
    assertThatCode(() -> TargetRule.DRAWN_LABEL.require(videos)).doesNotThrowAnyException();
    assertThatCode(() -> TargetRule.MULTI_HOT.require(videos)).doesNotThrowAnyException();
  }

  @Test
  void aLabelThatIsNamedTwiceIsOne() {
    assertThatCode(() -> TargetRule.SINGLE_LABEL.require(List.of(video("a", 4, 4))))
        .doesNotThrowAnyException();
    assertThat(TargetRule.SINGLE_LABEL.of("a", List.of(4, 4), 0)).containsExactly(4);
  }

  @ParameterizedTest
  @EnumSource
  void aVideoWithoutLabelIsRefusedByName(TargetRule rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule.require(List.of(video("a", 1), video("b"))))
        .withMessageStartingWith("video 'b' has labels []: 1 of 2 training videos have no label");
  }

  @Test
  void allLabelsAreKeptAsRows() {
    assertThat(TargetRule.MULTI_HOT.of("a", LABELS, 0)).isEqualTo(LABELS);
    assertThat(TargetRule.MULTI_HOT.form()).isEqualTo(ClassTargets.Form.MULTI_HOT);
  }

  @Test
  void theDrawnLabelFollowsFromSeedAndVideo() {
    List<Integer> drawn = TargetRule.DRAWN_LABEL.of("a", LABELS, 3);

    assertThat(drawn).hasSize(1);
    assertThat(TargetRule.DRAWN_LABEL.of("a", LABELS, 3)).isEqualTo(drawn);
    assertThat(draws(3))
        .as("all labels are drawn for some video")
        .containsExactlyElementsOf(LABELS);
  }

  private static Set<Integer> draws(long seed) {
    return new TreeSet<>(
        IntStream.range(0, 100)
            .mapToObj(video -> TargetRule.DRAWN_LABEL.of("v" + video, LABELS, seed).get(0))
            .toList());
  }

  @Test
  void theDrawnLabelOfAMirroredClipIsTheMirroredOne() {
    LabelSwap swap = LabelSwap.pairs(2, 5, 7, 8);
    for (int video = 0; video < 20; video++) {
      String id = "v" + video;
      int drawn = TargetRule.DRAWN_LABEL.of(id, LABELS, 3).get(0);

      assertThat(TargetRule.DRAWN_LABEL.of(id, swap.mirrored(LABELS), 3))
          .containsExactly(swap.mirrored(drawn));
    }
  }
}

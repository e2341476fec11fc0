package io.kinespark.spark.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoredVideoTest {
  @Test
  void nanIsAnErrorThatNamesVideoAndClass() {
    assertThatThrownBy(() -> ScoredVideo.of("val/abc.mp4", 0, new double[] {0.1, Double.NaN}))
        .isInstanceOf(InvalidScoresException.class)
        .hasMessageContaining("val/abc.mp4")
        .hasMessageContaining("NaN for class 1");
  }

  @Test
  void labelOutsideTheHeadIsAnError() {
    assertThatThrownBy(() -> ScoredVideo.of("v", 2, new double[] {0.1, 0.2}))
        .hasMessageContaining("label 2")
        .hasMessageContaining("label map");
    assertThatThrownBy(() -> ScoredVideo.of("v", -1, new double[] {0.1}))
        .hasMessageContaining("label -1");
  }

  @Test
  void noScoresIsAnError() {
    assertThatThrownBy(() -> ScoredVideo.of("v", List.of(), new double[0]))
        .hasMessageContaining("no class scores");
  }

  @Test
  void tiesGoToTheLowestClass() {
    ScoredVideo video = ScoredVideo.of("v", 0, new double[] {0.0, 2, 1, 2, -0.0});
    assertThat(video.top(5)).containsExactly(1, 3, 2, 0, 4);
    assertThat(video.predicted()).isEqualTo(1);
    assertThat(video.hit(3)).isFalse();
    assertThat(video.hit(4)).isTrue();
  }

  @Test
  void topIsCappedAtTheClasses() {
    assertThat(ScoredVideo.of("v", 0, new double[] {1, 2}).top(5)).containsExactly(1, 0);
  }

  @Test
  void laterChangesOfTheArrayAreNotSeen() {
    double[] scores = {1, 0};
    ScoredVideo video = ScoredVideo.of("v", 0, scores);
    scores[1] = 9;
    assertThat(video.predicted()).isZero();
  }
}

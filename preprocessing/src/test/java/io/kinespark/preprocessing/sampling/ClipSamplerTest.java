package io.kinespark.preprocessing.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.preprocessing.testing.ScriptedDraws;
import io.kinespark.preprocessing.testing.TanetCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClipSamplerTest {

  private static final RandomDraws NONE = SampleRandom.of(0, 0, "", 0);

  static Stream<JsonNode> uniformTest() {
    return TanetCases.stream("uniform_test");
  }

  static Stream<JsonNode> denseTest() {
    return TanetCases.stream("dense_test");
  }

  static Stream<JsonNode> trainScripted() {
    return TanetCases.stream("train_scripted");
  }

  @ParameterizedTest
  @MethodSource("uniformTest")
  void uniformTestFramesAreTheOriginals(JsonNode expected) {
    ClipSampler sampler =
        new UniformTestSampler(
            expected.get("num_clips").asInt(), expected.get("twice_sample").asBoolean());
    assertIndices(sampler, NONE, expected);
  }

  @ParameterizedTest
  @MethodSource("denseTest")
  void denseTestFramesAreTheOriginals(JsonNode expected) {
    ClipSampler sampler =
        new DenseTestSampler(
            expected.get("num_clips").asInt(),
            expected.get("sample_range").asInt(),
            expected.get("num_sample_positions").asInt());
    assertIndices(sampler, NONE, expected);
  }

  @ParameterizedTest
  @MethodSource("trainScripted")
  void trainFramesAreTheOriginalsForTheSameDraws(JsonNode expected) {
    int frames = expected.get("num_clips").asInt();
    ClipSampler sampler =
        expected.get("kind").asText().equals("dense")
            ? TanetSamplers.kineticsTrain(frames)
            : TanetSamplers.somethingTrain(frames);
    ScriptedDraws draws = new ScriptedDraws(expected.get("draws_low_highExclusive_value"));
    assertIndices(sampler, draws, expected);
    draws.assertUsedUp();
  }

  @Test
  void aVideoWithoutFramesIsRefused() {
    for (ClipSampler sampler :
        new ClipSampler[] {
          TanetSamplers.kineticsTrain(8),
          TanetSamplers.kineticsTest(8),
          TanetSamplers.somethingTrain(8),
          TanetSamplers.somethingTest(8)
        }) {
      assertThatThrownBy(() -> sampler.sample(0, NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("frames must be at least 1");
    }
  }

  @Test
  void aWindowShorterThanTheClipIsRefused() {
    assertThatThrownBy(() -> new DenseTrainSampler(16, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stride");
  }

  @Test
  void clipsAreGroupedAndShifted() {
    SampledClips clips = TanetSamplers.somethingTest(2).sample(8, NONE).shifted(100);
    assertThat(clips.clips()).isEqualTo(2);
    assertThat(clips.asList()).containsExactly(new int[] {102, 106}, new int[] {100, 104});
  }

  private static void assertIndices(ClipSampler sampler, RandomDraws draws, JsonNode expected) {
    SampledClips sampled = sampler.sample(expected.get("total_frames").asInt(), draws);
    assertThat(sampled.clips()).isEqualTo(sampler.clips());
    assertThat(sampled.framesPerClip()).isEqualTo(sampler.framesPerClip());
    assertThat(sampled.shifted(expected.get("start_index").asInt()).indices())
        .isEqualTo(TanetCases.ints(expected.get("frame_inds")));
  }
}

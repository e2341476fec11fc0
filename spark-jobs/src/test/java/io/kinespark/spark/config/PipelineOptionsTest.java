package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.augment.AlongWidthCrop;
import io.kinespark.preprocessing.augment.ChannelOrder;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.augment.MultiScaleCrop;
import io.kinespark.preprocessing.augment.PublishedColourJitter;
import io.kinespark.preprocessing.augment.RandomCrop;
import io.kinespark.preprocessing.sampling.BeyondEnd;
import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.ClosedSegmentRandomSampler;
import io.kinespark.preprocessing.sampling.DenseTestSampler;
import io.kinespark.preprocessing.sampling.DenseTrainSampler;
import io.kinespark.preprocessing.sampling.ShiftedSegmentsSampler;
import io.kinespark.preprocessing.sampling.ShortVideos;
import io.kinespark.preprocessing.sampling.SnippetTestSampler;
import io.kinespark.preprocessing.sampling.SnippetTrainSampler;
import io.kinespark.preprocessing.sampling.Stride;
import io.kinespark.preprocessing.sampling.StridedTestSampler;
import io.kinespark.preprocessing.sampling.StridedTrainSampler;
import io.kinespark.preprocessing.sampling.SuccessiveSampler;
import io.kinespark.preprocessing.sampling.UniformTrainSampler;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That the originals' options can be chosen, also those that no recipe in conf/ uses. */
final class PipelineOptionsTest {

  private static ClipSampler train(String... overrides) {
    return load(overrides).read(PipelineSettings::train).sampler();
  }

  private static ClipSampler test(String... overrides) {
    return load(overrides).read(PipelineSettings::test).sampler();
  }

  @Test
  void stridedClipsHaveAnIntervalARateAndAnEnd() {
    assertThat(train("sampling.train.kind=strided", "sampling.train.jitter=true"))
        .isEqualTo(new StridedTrainSampler(new Stride(8, 8, 0, BeyondEnd.LOOP), true));
    assertThat(
            test(
                "sampling.test.kind=strided",
                "sampling.interval=1",
                "sampling.interval-fps=30",
                "sampling.beyond-end=repeat-last",
                "sampling.test.clips=4"))
        .isEqualTo(new StridedTestSampler(new Stride(8, 1, 30, BeyondEnd.REPEAT_LAST), 4));
  }

  @Test
  void tanetsAuthorsValidateOnOneWindowAndTestOnShiftedSegments() {
    assertThat(test("sampling.test.clips=1", "sampling.test.starts=middle"))
        .isEqualTo(new DenseTestSampler(8, 64, 1, DenseTestSampler.Starts.MIDDLE));
    assertThat(test("sampling.test.clips=1")).isEqualTo(new DenseTestSampler(8, 64, 1));
    assertThat(test("sampling.test.kind=shifted-segments", "sampling.test.clips=2"))
        .isEqualTo(new ShiftedSegmentsSampler(8, 2));
    assertThat(train("sampling.train.kind=shifted-segments"))
        .isEqualTo(new UniformTrainSampler(8, ShortVideos.SPREAD));
    assertThatThrownBy(() -> test("sampling.test.starts=middle"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("one start in the middle, not 10; take 1, or spread them");
  }

  @Test
  void segmentsMayKeepTheTail() {
    assertThat(train("sampling.train.kind=uniform", "sampling.keep-tail=true"))
        .isEqualTo(new UniformTrainSampler(8, ShortVideos.SPREAD, /* keepTail= */ true));
  }

  @Test
  void snippetsAreTestedOnceTwiceOrOnFurtherDraws() {
    String[] snippets = {
      "sampling.test.kind=snippets", "sampling.snippets=4", "sampling.test.clips=1"
    };
    SnippetTrainSampler drawn = new SnippetTrainSampler(4, 2, 8, /* jitter= */ false);
    assertThat(test(with(snippets, "sampling.test.twice=true")))
        .isEqualTo(new SnippetTestSampler(4, 2, 8, 1, /* twice= */ true));
    assertThat(test(with(snippets, "sampling.test.random-clips=2")))
        .isEqualTo(
            new SuccessiveSampler(List.of(new SnippetTestSampler(4, 2, 8, 1), drawn, drawn)));
    assertThat(
            test(
                "sampling.test.kind=snippets",
                "sampling.snippets=4",
                "sampling.test.random=true",
                "sampling.test.clips=3"))
        .isEqualTo(new SuccessiveSampler(List.of(drawn, drawn, drawn)));
  }

  @Test
  void everyKindMayBeDrawnInATest() {
    assertThat(test("sampling.test.random=true", "sampling.test.clips=1"))
        .isEqualTo(new DenseTrainSampler(8, 64));
    assertThat(
            test(
                "sampling.test.kind=closed-segments",
                "sampling.test.random=true",
                "sampling.test.clips=5",
                "sampling.test.random-clips=1"))
        .isEqualTo(new ClosedSegmentRandomSampler(8, 6));
  }

  @Test
  void cropsMayLieInOtherPlaces() {
    ClipTransform training =
        load("augment.train.crop.positions=five").read(PipelineSettings::train).transform();
    assertThat(training.cropper())
        .isEqualTo(
            new MultiScaleCrop(
                224, List.of(1.0, 0.875, 0.75, 0.66), 1, MultiScaleCrop.Positions.FIVE));
    assertThat(
            load("augment.test.crop.kind=along-width")
                .read(PipelineSettings::test)
                .transform()
                .cropper())
        .isEqualTo(new AlongWidthCrop(256));
  }

  @Test
  void dsanetsRescaledCropIsAResizeAndACrop() {
    ClipTransform transform =
        load("augment.train.resize.kind=random-rescale", "augment.train.crop.kind=random")
            .read(PipelineSettings::train)
            .transform();
    assertThat(transform.resize()).isEqualTo(new FrameResize.RandomRescale(256, 320));
    assertThat(transform.cropper()).isEqualTo(new RandomCrop(FrameSize.square(224)));
  }

  @Test
  void coloursChannelsAndPaddingAreChosen() {
    Settings settings =
        load(
            "augment.channels=bgr",
            "augment.train.colour.photometric=true",
            "augment.train.colour.lighting=0.1",
            "augment.train.output.multiple=32",
            "augment.test.output.multiple=100");
    ClipTransform training = settings.read(PipelineSettings::train).transform();
    ClipTransform test = settings.read(PipelineSettings::test).transform();
    assertThat(training.colour().published()).isEqualTo(new PublishedColourJitter(true, 0.1));
    assertThat(training.output()).isEqualTo(FrameSize.square(224));
    assertThat(test.output()).isEqualTo(FrameSize.square(300));
    assertThat(List.of(training.channels(), test.channels())).containsOnly(ChannelOrder.BGR);
  }

  private static String[] with(String[] overrides, String another) {
    String[] all = Arrays.copyOf(overrides, overrides.length + 1);
    all[overrides.length] = another;
    return all;
  }

  private static Settings load(String... overrides) {
    List<Argument> arguments = new ArrayList<>();
    for (String text : with(overrides, "model.num-classes=6")) {
      arguments.add(new Argument(arguments.size() + 1, text));
    }
    return Settings.load(List.of(), Optional.empty(), arguments);
  }
}

package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.preprocessing.augment.AlongLongSideCrop;
import io.kinespark.preprocessing.augment.BeforeLastRandomCrop;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.augment.Interpolation;
import io.kinespark.preprocessing.augment.MixedAxesResizedCrop;
import io.kinespark.preprocessing.sampling.ClosedSegmentMiddleSampler;
import io.kinespark.preprocessing.sampling.ClosedSegmentRandomSampler;
import io.kinespark.preprocessing.sampling.CoarseToFineSampler;
import io.kinespark.preprocessing.sampling.ShortVideos;
import io.kinespark.preprocessing.sampling.SnippetTestSampler;
import io.kinespark.preprocessing.sampling.SnippetTrainSampler;
import io.kinespark.preprocessing.sampling.TimedRandomSampler;
import io.kinespark.preprocessing.sampling.TimedTestSampler;
import io.kinespark.preprocessing.sampling.UniformTestSampler;
import io.kinespark.preprocessing.sampling.UniformTrainSampler;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.spark.data.TargetRule;
import io.kinespark.spark.evaluate.metrics.AbsentClasses;
import io.kinespark.spark.evaluate.metrics.MapRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code conf/pipelines} are the recipes of the papers' repositories. */
final class PipelineFilesTest {
  private static final Path FOLDER = Path.of("..", "conf", "pipelines");
  private static final Offset<Double> EXACT = within(1e-9);

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileMakesClips(Path file) {
    Settings settings = load(file.getFileName().toString(), 32);

    assertThat(settings.read(PipelineSettings::train).views()).isEqualTo(1);
    assertThat(settings.read(PipelineSettings::validation).views()).isPositive();
    assertThat(settings.read(PipelineSettings::test).views()).isPositive();
    assertThat(settings.read(TrainSettings::read).epochs()).isPositive();
  }

  @Test
  void dsanetSeesFourSnippetsTogether() {
    Settings settings = load("dsanet_kinetics400.conf", 32);
    PipelineSettings train = settings.read(PipelineSettings::train);
    PipelineSettings test = settings.read(PipelineSettings::test);

    assertThat(train.sampler()).isEqualTo(new SnippetTrainSampler(4, 8, 8, false));
    assertThat(train.transform().cropper())
        .isEqualTo(new MixedAxesResizedCrop(0.08, 1, 3.0 / 4, 4.0 / 3));
    assertThat(settings.read(PipelineSettings::validation).sampler())
        .isEqualTo(new SnippetTestSampler(4, 8, 8, 1));
    assertThat(test.sampler()).isEqualTo(new SnippetTestSampler(4, 8, 8, 2));
    assertThat(test.views()).isEqualTo(6);
    assertThat(rate(settings, 0, 0)).isEqualTo(0.00015, EXACT);
    assertThat(rate(settings, 10, 0)).isEqualTo(0.015, EXACT);
    assertThat(rate(settings, 90, 0)).isEqualTo(0.000015, EXACT);
  }

  @Test
  void vov3dMeasuresClipsOfKineticsInSeconds() {
    Settings settings = load("vov3d_kinetics400.conf", 16);
    PipelineSettings train = settings.read(PipelineSettings::train);
    ClipTransform test = settings.read(PipelineSettings::test).transform();

    assertThat(train.sampler()).isEqualTo(new TimedRandomSampler(16, 5, 30));
    assertThat(train.transform().resize())
        .isEqualTo(new FrameResize.RandomShortSide(256, 320, false));
    assertThat(train.transform().cropper()).isEqualTo(new BeforeLastRandomCrop(224));
    assertThat(settings.read(PipelineSettings::validation)).isEqualTo(train);
    assertThat(settings.read(PipelineSettings::test).sampler())
        .isEqualTo(new TimedTestSampler(16, 5, 30, 10));
    assertThat(test.cropper()).isEqualTo(AlongLongSideCrop.three(256));
    assertThat(test.interpolation()).isEqualTo(Interpolation.FLOAT);
    assertThat(rate(settings, 0, 0)).isEqualTo(0.01, EXACT);
    assertThat(rate(settings, 128, 0.5))
        .isEqualTo(0.05 * (1 + Math.cos(Math.PI * 128.5 / 256)), EXACT);
    assertThat(rate(load("vov3d_kinetics400_x3d-l.conf", 16), 0, 0)).isEqualTo(0.01, EXACT);
  }

  @Test
  void vov3dDrawsTheFramesOfEveryViewOfSomethingSomething() {
    Settings settings = load("vov3d_something.conf", 16);
    PipelineSettings train = settings.read(PipelineSettings::train);
    PipelineSettings test = settings.read(PipelineSettings::test);

    assertThat(train.sampler()).isEqualTo(new ClosedSegmentRandomSampler(16, 1));
    assertThat(train.transform().flip().probability()).isZero();
    assertThat(settings.read(PipelineSettings::validation).sampler())
        .isEqualTo(new ClosedSegmentMiddleSampler(16));
    assertThat(test.sampler()).isEqualTo(new ClosedSegmentRandomSampler(16, 6));
    assertThat(test.transform().cropsTakeTurns()).isTrue();
    assertThat(test.views()).isEqualTo(6);
    assertThat(
            load("vov3d_something_x3d.conf", 16).read(PipelineSettings::test).transform().output())
        .isEqualTo(FrameSize.square(224));
    Settings finetune = load("vov3d_something_finetune.conf", 32);
    assertThat(rate(finetune, 0, 0)).isEqualTo(1e-4, EXACT);
    assertThat(rate(finetune, 0, 0.19)).isEqualTo(0.05, EXACT);
    assertThat(rate(finetune, 45, 0)).isEqualTo(5e-4, EXACT);
  }

  @ParameterizedTest
  @CsvSource({
    "sdcom_activitynet_supernet.conf, 100, 0.0, 0.01, 40, false",
    "sdcom_activitynet_policy.conf, 50, 0.0, 0.01, 20, true",
    "sdcom_fcvid_supernet.conf, 100, 0.01, 0.01, 40, false",
    "sdcom_fcvid_policy.conf, 50, 0.0, 0.02, 20, true",
    "sdcom_minikinetics_supernet.conf, 100, 0.0, 0.01, 40, true",
    "sdcom_minikinetics_supernet-short.conf, 50, 0.0, 0.01, 20, false",
    "sdcom_minikinetics_policy.conf, 50, 0.0, 0.01, 20, true",
    "sdcom_sthv2_supernet.conf, 50, 0.0, 0.01, 20, false",
    "sdcom_sthv2_policy.conf, 50, 0.0, 0.01, 20, false"
  })
  void sdcomCountsEpochsFromOne(
      String file, int epochs, double first, double second, int milestone, boolean resampled) {
    Settings settings = load(file, 16);
    UniformTrainSampler inTime = new UniformTrainSampler(16, ShortVideos.FIRST_FRAME);

    assertThat(settings.read(TrainSettings::read).epochs()).isEqualTo(epochs);
    assertThat(rate(settings, 0, 0)).isEqualTo(first, EXACT);
    assertThat(rate(settings, 1, 0)).isEqualTo(second, EXACT);
    assertThat(rate(settings, milestone - 2, 0)).isEqualTo(second, EXACT);
    assertThat(rate(settings, milestone - 1, 0)).isEqualTo(second / 10, EXACT);
    PipelineSettings train = settings.read(PipelineSettings::train);
    assertThat(train.sampler()).isEqualTo(resampled ? new CoarseToFineSampler(inTime) : inTime);
    assertThat(train.transform().interpolation()).isEqualTo(Interpolation.PILLOW);
  }

  @Test
  void sdcomRanksByItsOwnRule() {
    assertThat(load("sdcom_activitynet_policy.conf", 16).read(EvaluateSettings::read).mapRule())
        .isEqualTo(new MapRule(true, AbsentClasses.COUNT_AS_ZERO));
    assertThat(load("sdcom_minikinetics_policy.conf", 8).read(PipelineSettings::test).sampler())
        .isEqualTo(
            new CoarseToFineSampler(new UniformTestSampler(8, false, ShortVideos.FIRST_FRAME)));
  }

  @ParameterizedTest
  @CsvSource({
    "sdcom_activitynet_supernet.conf, DRAWN_LABEL",
    "sdcom_activitynet_policy.conf, DRAWN_LABEL",
    "sdcom_fcvid_supernet.conf, MULTI_HOT",
    "sdcom_fcvid_policy.conf, MULTI_HOT",
    "sdcom_sthv2_policy.conf, SINGLE_LABEL"
  })
  void sdcomTrainsOnOneLabelOfActivityNetAndOnAllOfFcvid(String file, TargetRule targets) {
    assertThat(load(file, 16).read(TrainSettings::read).targets()).isEqualTo(targets);
  }

  private static double rate(Settings settings, int epoch, double progress) {
    TrainSettings train = settings.read(TrainSettings::read);
    LearningRateSchedule schedule = train.optimizer().learningRates(train.epochs());
    return train.optimizer().learningRate() * schedule.factor(epoch, progress);
  }

  private static Settings load(String file, int frames) {
    List<Argument> arguments = new ArrayList<>();
    for (String text :
        List.of(
            "sampling.frames-per-clip=" + frames,
            "model.family=" + (file.startsWith("dsanet") ? "dsanet" : "tanet"),
            "model.num-classes=174",
            "train.output=run",
            "evaluate.checkpoint=run",
            "evaluate.manifest=data",
            "evaluate.output=report")) {
      arguments.add(new Argument(arguments.size() + 1, text));
    }
    return Settings.load(List.of(), Optional.of(FOLDER.resolve(file)), arguments);
  }
}

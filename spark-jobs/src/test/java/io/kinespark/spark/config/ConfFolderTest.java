package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.tanet.HeadConfig;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.preprocessing.augment.TanetTransforms;
import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.TanetSamplers;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code conf/} are what they say they are. */
final class ConfFolderTest {
  private static final Path CONF = Path.of("..", "conf");

  @ParameterizedTest
  @MethodSource("models")
  void everyModelFileIsAWholeModelOfItsOwnName(Path file) {
    ModelSettings model = load(file).read(ModelSettings::read);

    assertThat(file.getFileName()).hasToString(model.name() + ".conf");
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void everyExperimentIsComplete(Path file) {
    Settings settings = load(file, "data.train-manifest=train");
    String name = file.getFileName().toString();

    assertThat(settings.read(ModelSettings::read).initialWeights().isEmpty())
        .isNotEqualTo(name.contains("-pretrained") || name.startsWith("sdcom_"));
    assertThat(settings.read(DataSettings::read).trainManifest()).isEqualTo("train");
    assertThat(settings.read(TrainSettings::read).output())
        .isEqualTo("runs/" + file.getFileName().toString().replace(".conf", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "r50_8xb8-dense-1x1x8-100e_kinetics400-rgb, 400, 8, 64, 100, 0.01, 0.0001, 0.5, 90",
    "r50_8xb8-1x1x8-50e_sthv1-rgb, 174, 8, 64, 50, 0.01, 0.001, 0.6, 45",
    "r50_8xb6-1x1x16-50e_sthv1-rgb, 174, 16, 48, 50, 0.0075, 0.001, 0.6, 45",
    "r50_8xb16-1x1x8-50e_sthv2-rgb, 174, 8, 128, 50, 0.02, 0.0005, 0.5, 45"
  })
  void recipesAreThePublishedOnes(
      String name,
      int classes,
      int frames,
      int clipsPerStep,
      int epochs,
      double rate,
      double decay,
      double dropout,
      int lastMilestone) {
    Settings settings =
        load(CONF.resolve("experiments/tanet/tanet_imagenet-pretrained-" + name + ".conf"));
    ModelSettings model = settings.read(ModelSettings::read);
    TrainSettings train = settings.read(TrainSettings::read);

    assertThat(model.network())
        .isEqualTo(
            NetworkSpec.of(
                TanetConfig.of(50, classes, frames)
                    .withHead(HeadConfig.tsm().withDropout(dropout))));
    assertThat(train.batchSize() * train.replicas()).isEqualTo(clipsPerStep);
    assertThat(train.optimizer().baseBatch()).isEqualTo(clipsPerStep);
    assertThat(train.epochs()).isEqualTo(epochs);
    assertThat(train.optimizer().initialRate(clipsPerStep)).isEqualTo(rate);
    assertThat(train.optimizer().rule().weightDecay()).isEqualTo(decay);
    assertThat(train.optimizer().milestones()).endsWith(lastMilestone);
    assertThat(train.optimizer().rule().maxGradientNorm()).isEqualTo(20);
    assertThat(train.optimizer().rule().dampening()).isZero();
  }

  @ParameterizedTest
  @MethodSource("published")
  void clipsAreMadeAsPublished(
      String name, ClipSampler train, ClipSampler validation, ClipSampler test, LabelSwap swap) {
    Settings settings =
        load(CONF.resolve("experiments/tanet/tanet_imagenet-pretrained-" + name + ".conf"));

    assertThat(settings.read(PipelineSettings::train))
        .isEqualTo(new PipelineSettings(train, TanetTransforms.somethingTrain(swap)));
    assertThat(settings.read(PipelineSettings::validation))
        .isEqualTo(new PipelineSettings(validation, TanetTransforms.validation()));
    assertThat(settings.read(PipelineSettings::test))
        .isEqualTo(new PipelineSettings(test, TanetTransforms.test()));
  }

  static List<Arguments> published() {
    return List.of(
        Arguments.of(
            "r50_8xb8-dense-1x1x8-100e_kinetics400-rgb",
            TanetSamplers.kineticsTrain(8),
            TanetSamplers.kineticsTest(8),
            TanetSamplers.kineticsTest(8),
            LabelSwap.none()),
        something("r50_8xb8-1x1x8-50e_sthv1-rgb", 8, LabelSwap.somethingV1()),
        something("r50_8xb6-1x1x16-50e_sthv1-rgb", 16, LabelSwap.somethingV1()),
        something("r50_8xb16-1x1x8-50e_sthv2-rgb", 8, LabelSwap.somethingV2()));
  }

  private static Arguments something(String name, int frames, LabelSwap swap) {
    return Arguments.of(
        name,
        TanetSamplers.somethingTrain(frames),
        TanetSamplers.somethingValidation(frames),
        TanetSamplers.somethingTest(frames),
        swap);
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void everyDataSetIsComplete(Path file) {
    Settings settings = load(file);

    assertThat(settings.read(DatasetSettings::read).annotations()).isNotEmpty();
    assertThat(settings.read(PreprocessSettings::read).output())
        .isEqualTo("data/" + file.getFileName().toString().replace(".conf", ""));
  }

  @Test
  void labelsOfSomethingSomethingChangePlacesInTheirOwnOrder() {
    assertThat(pairs("sthv1-file")).isEqualTo(LabelSwap.somethingV1());
    assertThat(pairs("sthv1-sorted")).isEqualTo(LabelSwap.somethingV2());
    assertThat(pairs("sthv2")).isEqualTo(LabelSwap.somethingV2());
  }

  private static LabelSwap pairs(String dataset) {
    Settings settings =
        load(CONF.resolve("datasets/" + dataset + ".conf"), "model.num-classes=174");
    LabelSwap pairs = settings.read(DatasetSettings::read).leftRight();
    assertThat(settings.read(PipelineSettings::train).transform().flip().swap()).isEqualTo(pairs);
    return pairs;
  }

  static List<Path> datasets() throws IOException {
    return files("datasets");
  }

  @Test
  void clusterFilesAreSparkProperties() throws IOException {
    for (Path file : files("clusters")) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      assertThat(properties.stringPropertyNames())
          .as(file.toString())
          .contains("spark.master")
          .allMatch(key -> key.startsWith("spark."));
    }
  }

  static List<Path> models() throws IOException {
    return files("models");
  }

  /** All but those that only evaluate. */
  static List<Path> experiments() throws IOException {
    return files("experiments").stream()
        .filter(file -> !file.toString().endsWith("-eval.conf"))
        .toList();
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(CONF.resolve(folder))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Settings load(Path file, String... overrides) {
    return Settings.load(
        List.of(),
        Optional.of(file),
        Stream.of(overrides).map(text -> new Argument(1, text)).toList());
  }
}

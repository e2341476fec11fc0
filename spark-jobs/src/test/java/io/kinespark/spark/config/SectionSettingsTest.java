package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.preprocessing.annotation.AnnotationFormat;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.video.DecodeOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sections' records refuse beyond the range of single keys. */
final class SectionSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model.device=gpu                       | use cpu, cuda or cuda:N
          model.family=tan                       | must be one of tanet, dsanet, vov3d, x3d, sdcom; did you mean tanet?
          model.family=VOV3D                     | did you mean vov3d?
          model.family=slowfast                  | must be one of tanet, dsanet, vov3d, x3d, sdcom
          model.initial-weights-names=imagenet   | must be one of own, tanet-authors, imagenet-resnet, dsanet-plain, slowfast-sub-bn, imagenet-static, sdcom-early
          model.initial-weights-names=dsanet-plane | did you mean dsanet-plain?
          model.normalization.mean=[1, 2]        | three means
          model.normalization.std=[0, 1, 1]      | greater than 0
          model.tanet.depth=60                   | use 50, 101 or 152
          model.tanet.stage-blocks=[1, 1]        | one number for each of the 4 stages
          model.tanet.strides=[1]                | one entry for each of the 4 stages
          model.tanet.base-width=3               | smaller than tam.beta
          model.tanet.tam.kernel-size=5          | 2 * padding + 1
          model.tanet.tam.stride=2               | only 1 keeps
          model.tanet.tam.conv1d-kernel-size=2   | must be odd
          """)
  void modelsThatCannotBeBuiltAreRefused(String override, String message) {
    assertRefused(ModelSettings::read, override, message, "model.num-classes=6");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train.milestones=[5, 5]                | must rise                               | train.epochs=9
          train.nesterov=true                    | needs momentum above 0 and dampening 0 | train.momentum=0
          train.dampening=2                      | at least 0 and at most 1                | train.epochs=9
          train.retry.backoff=10                 | with its unit                           | train.epochs=9
          """)
  void recipesThatMakeNoSenseAreRefused(String override, String message, String other) {
    assertRefused(TrainSettings::read, override, message, "train.output=run", other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          sampling.frames-per-clip=0             | at least 1
          sampling.train.range=4                 | at least 8
          augment.train.crop.kind=three          | one of whole, center, random, before-last
          augment.train.crop.scales=[]           | Bad multi-scale crop
          augment.train.crop.area=[1, 0.5]       | the smaller one first
          augment.train.flip.swap=[[1, 2, 3]]    | a list of pairs
          augment.train.flip.swap=[[1, 2],[2,3]] | occurs twice
          """)
  void clipsThatCannotBeMadeAreRefused(String override, String message) {
    assertRefused(PipelineSettings::train, override, message, "model.num-classes=6");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          dataset.classes=3                      | either label-names or classes
          dataset.delimiter=ab                   | one character
          dataset.end-column=end                 | both a start and an end
          dataset.label-base=null                | give to the first class, 0 or 1
          dataset.label-names-format=json        | label-names-base
          dataset.images.pattern=img.jpg         | no name of numbered images
          dataset.left-right=[[1, 2], [2, 3]]    | occurs twice
          """)
  void dataSetsThatContradictThemselvesAreRefused(String override, String message) {
    assertRefused(
        DatasetSettings::read,
        override,
        message,
        "dataset.format=csv",
        "dataset.label-base=0",
        "dataset.root=videos",
        "dataset.label-names=classes.txt",
        "dataset.annotations.test=test.csv");
  }

  @Test
  void aFormatThatIsNotThereIsRefusedWithThoseThatAreAndTheNearest() {
    assertThatThrownBy(() -> load("dataset.format=frame-lists").read(DatasetSettings::read))
        .hasMessageContaining(
            "must be one of list, frame-list, csv, kinetics, something-csv, something-json,"
                + " activitynet, frame-rows; did you mean frame-list?");
  }

  @Test
  void keysOfFormatsThatAreNotAskedForAreCheckedTooAndOnce() {
    assertThatThrownBy(
            () ->
                load("dataset.format=kinetics", "dataset.min-frames=0", "dataset.delimiter=null")
                    .read(DatasetSettings::read))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .extracting(ConfigProblem::subject)
                    .containsOnlyOnce("kinespark.dataset.delimiter")
                    .containsOnlyOnce("kinespark.dataset.min-frames = \"0\""));
  }

  @Test
  void theDefaultsOfDecodingAndPackingAreThoseOfTheirRecords() {
    Settings defaults = Settings.defaults();

    assertThat(defaults.read(DecodeSettings::read)).isEqualTo(DecodeOptions.defaults());
    assertThat(defaults.read(ShardSettings::read)).isEqualTo(ShardOptions.defaults());
  }

  @Test
  void tabsSeparateFieldsToo() {
    DatasetSettings dataset =
        load(
                "dataset.delimiter=\"\\t\"",
                "dataset.label-base=1",
                "dataset.root=videos",
                "dataset.classes=3",
                "dataset.annotations.train=train.txt")
            .read(DatasetSettings::read);

    assertThat(dataset.format()).isEqualTo(new AnnotationFormat.PathAndLabel('\t', false));
    assertThat(dataset.annotations()).containsOnlyKeys(Split.TRAIN);
  }

  @Test
  void splitsAreNamedOnceAndByTheirNames() {
    assertRefused(
        PreprocessSettings::read,
        "preprocess.splits=[train, val]",
        "'val' is none of train, validation, test",
        "preprocess.output=out");
  }

  @Test
  void theDefaultsAreThePublishedNetwork() {
    ModelSettings model = load("model.num-classes=400").read(ModelSettings::read);

    assertThat(model.network()).isEqualTo(NetworkSpec.of(TanetConfig.of(50, 400, 8)));
  }

  @Test
  void smallerNetworksTakeTheFirstStages() {
    ModelSettings model =
        load("model.num-classes=4", "model.tanet.num-stages=2", "model.tanet.base-width=8")
            .read(ModelSettings::read);

    assertThat(model.network().model())
        .isEqualTo(
            TanetConfig.of(50, 4, 8)
                .withBackbone(ResNetConfig.ofDepth(50).withNumStages(2).withBaseWidth(8)));
  }

  @Test
  void oddSizesOfGeneratedVideosAreRefused() {
    assertRefused(QuickstartSettings::read, "quickstart.width=81", "must be even");
  }

  @Test
  void anEngineThatIsNotThereIsRefusedWithThoseThatAre() {
    assertRefused(
        TrainSettings::read,
        "train.engine=horovod",
        "must be one of auto, bigdl",
        "train.output=run");
  }

  @Test
  void theRateFollowsTheBatchWhereAskedTo() {
    OptimizerSettings fixed = load("train.output=run").read(TrainSettings::read).optimizer();
    OptimizerSettings scaled =
        load("train.output=run", "train.auto-scale-lr=true", "train.base-batch=64")
            .read(TrainSettings::read)
            .optimizer();

    assertThat(fixed.initialRate(48)).isEqualTo(0.01);
    assertThat(scaled.initialRate(48)).isEqualTo(0.0075);
  }

  @ParameterizedTest
  @CsvSource({"auto,Newest", "none,Afresh", "hdfs://a/step-3,From"})
  void trainingStartsFromWhatResumeNames(String value, String kind) {
    TrainSettings train =
        load("train.output=run", "train.resume=" + value).read(TrainSettings::read);

    assertThat(train.resume().getClass().getSimpleName()).isEqualTo(kind);
  }

  private static void assertRefused(
      Function<ConfigReader, ?> section, String override, String message, String... others) {
    String[] all = Arrays.copyOf(others, others.length + 1);
    all[others.length] = override;
    assertThatThrownBy(() -> load(all).read(section))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            override.substring(0, override.lastIndexOf('.', override.indexOf('='))))
        .hasMessageContaining(message)
        .hasMessageContaining("has a problem");
  }

  private static Settings load(String... overrides) {
    return Settings.load(
        List.of(),
        Optional.empty(),
        Arrays.stream(overrides).map(text -> new Argument(1, text)).toList());
  }
}

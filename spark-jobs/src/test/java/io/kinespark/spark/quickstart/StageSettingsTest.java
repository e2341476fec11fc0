package io.kinespark.spark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.preprocessing.annotation.LabelFile;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.DataSettings;
import io.kinespark.spark.config.DatasetSettings;
import io.kinespark.spark.config.EvaluateSettings;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.PipelineSettings;
import io.kinespark.spark.config.PreprocessSettings;
import io.kinespark.spark.config.QuickstartSettings;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.config.ShardSettings;
import io.kinespark.spark.config.TrainSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The jobs that the quickstart runs can read what they are given, and it is what they need. */
final class StageSettingsTest {
  private final StageSettings stages;

  StageSettingsTest() throws QuickstartException {
    stages = stages("quickstart.output=/q");
  }

  @Test
  void preprocessFindsTheGeneratedVideos() {
    Settings settings = stages.preprocess();
    DatasetSettings dataset = settings.read(DatasetSettings::read);

    assertThat(dataset.layout().root()).isEqualTo("file:/q/videos");
    assertThat(dataset.annotations())
        .containsEntry(Split.TRAIN, "file:/q/videos/train.csv")
        .containsEntry(Split.VALIDATION, "file:/q/videos/val.csv")
        .hasSize(2);
    assertThat(dataset.classes())
        .isEqualTo(
            new DatasetSettings.Classes.Named("file:/q/videos/classes.txt", LabelFile.lines()));
    assertThat(settings.read(PreprocessSettings::read).output()).isEqualTo("file:/q/data");
    assertThat(settings.read(ShardSettings::read).storage())
        .isEqualTo(new Storage.Jpeg(new Reduction(64, 0), 95));
  }

  @Test
  void bothNetworksLearnFromTheSameClipsAndNoneIsMirrored() {
    Settings with = stages.train(Contestant.WITH_TEMPORAL_MODULES);
    Settings without = stages.train(Contestant.WITHOUT_TEMPORAL_MODULES);

    assertThat(with.read(TrainSettings::read).output()).isEqualTo("file:/q/tanet");
    assertThat(without.read(TrainSettings::read).output()).isEqualTo("file:/q/tanet-without-tam");
    assertThat(with.read(PipelineSettings::train))
        .isEqualTo(without.read(PipelineSettings::train))
        .satisfies(train -> assertThat(train.transform().flip()).isEqualTo(HorizontalFlip.never()));
    assertThat(with.read(DataSettings::read))
        .isEqualTo(new DataSettings("file:/q/data/train", Optional.of("file:/q/data/validation")));
  }

  @Test
  void theNetworksDifferInTheirTemporalModulesOnly() {
    ModelSettings with = stages.train(Contestant.WITH_TEMPORAL_MODULES).read(ModelSettings::read);
    ModelSettings without =
        stages.train(Contestant.WITHOUT_TEMPORAL_MODULES).read(ModelSettings::read);
    TanetConfig tanet = (TanetConfig) with.network().model();
    TanetConfig baseline = (TanetConfig) without.network().model();

    assertThat(tanet.tam().enabled()).isTrue();
    assertThat(baseline.tam().enabled()).isFalse();
    assertThat(baseline.withTam(tanet.tam())).isEqualTo(tanet);
    try (TrainableNetwork network = TrainableNetwork.create(with.network())) {
      assertThat(network.parameterCount()).isLessThan(1_000_000);
    }
  }

  @Test
  void evaluationTakesTheNewestCheckpointOfTheRun() {
    EvaluateSettings evaluate =
        stages.evaluate(Contestant.WITHOUT_TEMPORAL_MODULES).read(EvaluateSettings::read);

    assertThat(evaluate.checkpoint()).isEqualTo("file:/q/tanet-without-tam/latest");
    assertThat(evaluate.manifest()).isEqualTo("file:/q/data/validation");
    assertThat(evaluate.output()).isEqualTo("file:/q/tanet-without-tam/evaluation");
  }

  @Test
  void classesFollowFromThePairsAndTheUserHasTheLastWord() throws QuickstartException {
    StageSettings smaller = stages("quickstart.class-pairs=2", "train.epochs=1");
    Settings train = smaller.train(Contestant.WITH_TEMPORAL_MODULES);

    assertThat(train.read(ModelSettings::read).network().model().numClasses()).isEqualTo(4);
    assertThat(train.read(TrainSettings::read).epochs()).isEqualTo(1);
  }

  private static StageSettings stages(String... overrides) throws QuickstartException {
    List<Argument> arguments =
        List.of(overrides).stream().map(text -> new Argument(1, text)).toList();
    Settings settings = Settings.load(new QuickstartJob().presets(), Optional.empty(), arguments);
    QuickstartSettings quickstart = settings.read(QuickstartSettings::read);
    return new StageSettings(settings, quickstart, QuickstartFolder.of(quickstart.output()));
  }
}

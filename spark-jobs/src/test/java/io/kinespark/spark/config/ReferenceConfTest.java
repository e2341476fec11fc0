package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.kinespark.models.family.ModelFamilies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The reference files and the records that read them say the same. */
final class ReferenceConfTest {
  private static final List<Function<ConfigReader, ?>> RECORDS =
      List.of(
          SparkSettings::read,
          ModelSettings::read,
          DatasetSettings::read,
          DecodeSettings::read,
          ShardSettings::read,
          PipelineSettings::train,
          PipelineSettings::validation,
          PipelineSettings::test,
          PreprocessSettings::read,
          DataSettings::read,
          TrainSettings::read,
          EvaluateSettings::read,
          QuickstartSettings::read);

  @Test
  void everyKeyHasACommentThatSaysWhatItTakes() {
    Map<String, List<String>> comments = new TreeMap<>();
    collect(LayerFiles.reference().root(), "", comments);

    assertThat(comments).isNotEmpty();
    assertThat(comments)
        .allSatisfy(
            (key, lines) ->
                assertThat(String.join(" ", lines)).as("comment of " + key).hasSizeGreaterThan(20));
  }

  @Test
  void everyKeyIsReadByARecordAndNoOtherIs() {
    TreeSet<String> read = new TreeSet<>();
    for (String family : ModelFamilies.names()) {
      Settings settings =
          Settings.load(
              List.of(), Optional.empty(), List.of(new Argument(1, "model.family=" + family)));
      for (Function<ConfigReader, ?> record : RECORDS) {
        try {
          settings.read(record, read);
        } catch (ConfigurationException e) {
          assertThat(e.problems())
              .as("the only problems of the defaults are keys that must be set")
              .allMatch(problem -> problem.message().matches("(is required|set)\\b.*"));
        }
      }
    }

    assertThat(read).isEqualTo(new KnownKeys(LayerFiles.reference().root()).all());
  }

  @Test
  void theDefaultsAreValidOnceTheRequiredKeysAreSet() {
    List<Argument> required =
        List.of(
                "model.num-classes=400",
                "dataset.root=videos",
                "dataset.label-names=classes.txt",
                "dataset.label-base=0",
                "dataset.annotations.train=train.csv",
                "preprocess.output=out",
                "data.train-manifest=out/train",
                "train.output=run",
                "evaluate.checkpoint=run/step-1",
                "evaluate.manifest=out/validation",
                "evaluate.output=report")
            .stream()
            .map(text -> new Argument(1, text))
            .toList();
    Settings settings = Settings.load(List.of(), Optional.empty(), required);

    for (Function<ConfigReader, ?> record : RECORDS) {
      assertThatCode(() -> settings.read(record)).doesNotThrowAnyException();
    }
  }

  private static void collect(
      ConfigObject object, String prefix, Map<String, List<String>> comments) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      if (entry.getValue() instanceof ConfigObject child && !child.isEmpty()) {
        collect(child, prefix + entry.getKey() + ".", comments);
      } else {
        comments.put(prefix + entry.getKey(), entry.getValue().origin().comments());
      }
    }
  }
}

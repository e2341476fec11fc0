package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @TempDir private Path folder;

  @Test
  void laterLayersWinAndEveryValueKnowsItsOrigin() throws IOException {
    Path file = write("run.conf", "kinespark.train {", "  epochs = 7", "  batch-size = 3", "}");

    Settings settings = load(file, "train.batch-size=5");

    assertThat(value(settings, "kinespark.train.epochs").value()).isEqualTo("7");
    assertThat(value(settings, "kinespark.train.epochs").origin()).isEqualTo(file + ": 2");
    assertThat(value(settings, "kinespark.train.batch-size"))
        .extracting(ResolvedValue::value, ResolvedValue::origin)
        .containsExactly("\"5\"", "command line argument 2");
    assertThat(value(settings, "kinespark.train.momentum").value()).isEqualTo("0.9");
    assertThat(value(settings, "kinespark.train.momentum").origin())
        .matches(".*reference\\.conf: \\d+");
  }

  @Test
  void valuesCanBeReplacedInACopy() throws IOException {
    Settings settings = load(write("run.conf", "kinespark.train.epochs = 7"));

    Settings copy =
        settings.with(Map.of("train.epochs", 9, "data.train-manifest", "a b"), "quickstart");

    assertThat(value(settings, "kinespark.train.epochs").value()).isEqualTo("7");
    assertThat(value(copy, "kinespark.train.epochs"))
        .extracting(ResolvedValue::value, ResolvedValue::origin)
        .containsExactly("9", "quickstart");
    assertThat(copy.read(DataSettings::read).trainManifest()).isEqualTo("a b");
    assertThatThrownBy(() -> settings.with(Map.of("train.epoch", 9), "quickstart"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kinespark.train.epoch");
  }

  @Test
  void includesAreRelativeToTheIncludingFile() throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.createDirectories(folder.resolve("experiments/deep"));
    write("models/small.conf", "kinespark.model { num-classes = 6, name = small }");
    Path file =
        write(
            "experiments/deep/run.conf",
            "include \"../../models/small.conf\"",
            "kinespark.model.name = mine");

    Settings settings = load(file);

    assertThat(value(settings, "kinespark.model.num-classes").value()).isEqualTo("6");
    assertThat(value(settings, "kinespark.model.num-classes").origin()).contains("small.conf: 1");
    assertThat(value(settings, "kinespark.model.name").value()).isEqualTo("\"mine\"");
  }

  @Test
  void anIncludeThatIsNotThereIsAnError() throws IOException {
    Path file = write("run.conf", "include \"absent.conf\"");

    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("run.conf")
        .hasMessageContaining("absent.conf");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("absent.conf");

    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file + " does not exist");
  }

  @Test
  void aFileThatIsNotHoconIsNamedWithItsLine() throws IOException {
    Path file = write("run.conf", "kinespark.train.epochs = 1", "kinespark.train {");

    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file + ": ");
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    Path file =
        write(
            "run.conf",
            "kinespark.train.epoch = 7",
            "kinespark.train.momentum = 1.5",
            "kinespark.train.schedule = linear",
            "kinespark.train.checkpoint = 3",
            "kinespark.train.gamma { value = 1 }",
            "train.epochs = 3");

    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> load(file, "train.seed=1.5", "train.output=out").read(TrainSettings::read));

    assertThat(e.problems())
        .extracting(ConfigProblem::toString)
        .containsExactlyInAnyOrder(
            "kinespark.train.epoch ("
                + file
                + ": 1): no such key; did you mean kinespark.train.epochs?",
            "kinespark.train.momentum = 1.5 ("
                + file
                + ": 2): must be a number, at least 0 and less than 1",
            "kinespark.train.schedule = \"linear\" ("
                + file
                + ": 3): must be one of multistep, steps, cosine, smooth-cosine",
            "kinespark.train.checkpoint ("
                + file
                + ": 4): is a section, not a value; set a key in it, such as"
                + " kinespark.train.checkpoint.keep",
            "kinespark.train.gamma (" + file + ": 5): takes one value, not a section in braces",
            "train (" + file + ": 6): no such key; did you mean kinespark.train?",
            "kinespark.train.seed = \"1.5\" (command line argument 2): must be a whole number, of"
                + " any size");
    assertThat(e).hasMessageContaining("7 problems");
  }

  @Test
  void aRequiredKeyThatIsNotSetIsAProblem() {
    assertThatThrownBy(() -> Settings.defaults().read(EvaluateSettings::read))
        .hasMessageContaining("kinespark.evaluate.manifest")
        .hasMessageContaining("is required; set it in the --conf file or as evaluate.manifest=...");
  }

  @Test
  void argumentsThatAreNoAssignmentsAreAllReported() {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                Settings.load(
                    List.of(),
                    Optional.empty(),
                    List.of(new Argument(4, "epochs"), new Argument(5, "train.milestones=[1,"))));

    assertThat(e.problems())
        .extracting(ConfigProblem::origin)
        .containsExactly("command line argument 4", "command line argument 5");
  }

  @Test
  void argumentsTakeLocationsAsTheyStandAndListsAsHocon() {
    Settings settings =
        load(
            "train.output=hdfs://name:8020/runs/a b",
            "train.milestones=[3, 5]",
            "kinespark.train.epochs=6");

    TrainSettings train = settings.read(TrainSettings::read);

    assertThat(train.output()).isEqualTo("hdfs://name:8020/runs/a b");
    assertThat(train.optimizer().milestones()).containsExactly(3, 5);
    assertThat(train.epochs()).isEqualTo(6);
  }

  @Test
  void substitutionsMayUseAFilesOwnVariables() throws IOException {
    Path file =
        write(
            "run.conf",
            "variables.base = /data",
            "kinespark.train.output = ${variables.base}/run",
            "kinespark.train.resume = ${kinespark.train.output}/step-3");

    TrainSettings train = load(file).read(TrainSettings::read);

    assertThat(train.resume()).isEqualTo(new TrainSettings.Resume.From("/data/run/step-3"));
  }

  @Test
  void aVariableMayBeTakenFromTheEnvironmentWhereItIsSetThere() throws IOException {
    Path file =
        write(
            "run.conf",
            "variables.folder = runs",
            "variables.folder = ${?PATH}",
            "variables.kept = runs",
            "variables.kept = ${?KINESPARK_NO_SUCH_VARIABLE}",
            "kinespark.train.output = ${variables.folder}",
            "kinespark.evaluate.output = ${variables.kept}");

    Settings settings = load(file);

    assertThat(value(settings, "kinespark.train.output").value())
        .contains(System.getenv("PATH").substring(0, 4));
    assertThat(value(settings, "kinespark.evaluate.output").value()).isEqualTo("\"runs\"");
  }

  @Test
  void aSubstitutionThatNamesNothingIsAnError() throws IOException {
    Path file = write("run.conf", "kinespark.train.output = ${nowhere}");

    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void secretsAreNotShown() throws IOException {
    Path file = write("run.conf", "variables.api-token = abc", "variables.user = me");

    assertThat(load(file).values())
        .filteredOn(value -> value.key().startsWith("variables"))
        .extracting(ResolvedValue::value)
        .containsExactly("\"(redacted)\"", "\"me\"");
  }

  @Test
  void noMistakeShowsASecret() {
    assertThatThrownBy(
            () ->
                load(
                        "fs.s3a.secret.key=KEY1",
                        "fs.s3a.session.key=KEY2",
                        "train.output=s3a://me:KEY3@bucket/run")
                    .read(root -> root.section("train").location("output")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("fs.s3a.secret.key")
        .hasMessageContaining("without a password in it")
        .hasMessageContaining("s3a://***@bucket/run")
        .hasMessageNotContaining("KEY");
    assertThatThrownBy(() -> load("api.token={KEY", "=KEY", "api.password=[KEY"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'api.token=(redacted)'");
  }

  @Test
  void whatIsPrintedIsAConfigurationOfTheSameValues() throws IOException {
    Settings settings = load("train.output=s3a://bucket/run", "model.num-classes=7");
    List<String> lines = new ArrayList<>();
    settings.values().forEach(value -> lines.add(value.key() + " = " + value.value()));

    Settings again = load(write("printed.conf", lines.toArray(String[]::new)));

    assertThat(again.toText()).isEqualTo(settings.toText());
  }

  @Test
  void textCarriesSettingsToExecutors() {
    Settings settings = load("train.output=out", "train.milestones=[2]");

    Settings received = Settings.fromText(settings.toText());

    assertThat(received.read(TrainSettings::read)).isEqualTo(settings.read(TrainSettings::read));
    assertThat(settings.toText()).doesNotContain("\n");
  }

  @Test
  void settingsWithUnknownKeysAreNotCarriedAnywhere() {
    assertThatThrownBy(() -> load("train.epoch=1").toText())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean kinespark.train.epochs?");
  }

  @Test
  void whatARecordRefusesIsAConfigurationError() {
    assertThatThrownBy(
            () ->
                Settings.defaults()
                    .read(
                        root -> {
                          throw new IllegalArgumentException("3 is odd");
                        }))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("3 is odd");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static Settings load(Path file, String... overrides) {
    return Settings.load(List.of(), Optional.of(file), arguments(overrides));
  }

  private static Settings load(String... overrides) {
    return Settings.load(List.of(), Optional.empty(), arguments(overrides));
  }

  private static List<Argument> arguments(String... overrides) {
    List<Argument> arguments = new ArrayList<>();
    for (String override : overrides) {
      arguments.add(new Argument(arguments.size() + 2, override));
    }
    return arguments;
  }

  private static ResolvedValue value(Settings settings, String key) {
    return settings.values().stream()
        .filter(value -> value.key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}

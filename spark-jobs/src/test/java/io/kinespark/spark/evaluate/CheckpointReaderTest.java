package io.kinespark.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.checkpoint.torch.TorchFile;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.models.training.CheckpointMismatchException;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.weights.WeightNames;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointCorruptException;
import io.kinespark.spark.config.EvaluateSettings;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointReaderTest {

  private static final LabelMap CLASSES = LabelMap.of(List.of("move_right", "move_left"));

  @TempDir private Path folder;

  private Checkpoint best;
  private Checkpoint newest;

  @BeforeEach
  void run() throws IOException {
    var run = new TinyRun(folder.resolve("run"));
    best = run.checkpoint(10, OptionalDouble.of(0.9));
    newest = run.checkpoint(20, OptionalDouble.of(0.4));
  }

  @Test
  void aRunStandsForItsBestCheckpointUnlessTheNewestIsAskedFor() throws IOException {
    assertThat(read("run").location()).isEqualTo(best.folder());
    assertThat(read("run/best").location()).isEqualTo(best.folder());
    assertThat(read("run/latest").location()).isEqualTo(newest.folder());
    assertThat(read("run/checkpoints/" + newest.folder().getName()).location())
        .isEqualTo(newest.folder());
    assertThat(read("run").describe())
        .endsWith("(iteration 10, epoch 1, validation top-1 90.00 %)");
  }

  @Test
  void withoutValidationARunStandsForItsNewestCheckpoint() throws IOException {
    var run = new TinyRun(folder.resolve("other"));
    run.checkpoint(10, OptionalDouble.empty());
    Checkpoint last = run.checkpoint(20, OptionalDouble.empty());

    assertThat(read("other").location()).isEqualTo(last.folder());
    assertThatThrownBy(() -> read("other/best"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("was validated");
  }

  @Test
  void aCheckpointKnowsItsClassesSettingsAndLog() throws IOException {
    EvaluatedCheckpoint.Origin origin = read("run").origin().orElseThrow();

    assertThat(origin.labels()).isEqualTo(CLASSES);
    assertThat(origin.settings().read(ModelSettings::read).name()).isEqualTo("tiny");
    assertThat(origin.log().toString()).endsWith("/run/log");
  }

  @Test
  void aWeightsFileIsReadAsItIs() throws IOException {
    EvaluatedCheckpoint ofRun = read("run");
    Safetensors.write(ofRun.weights(), folder.resolve("weights.safetensors"));

    EvaluatedCheckpoint ofFile = read("weights.safetensors");

    assertThat(ofFile.weights().tensors()).isEqualTo(ofRun.weights().tensors());
    assertThat(ofFile.origin()).isEmpty();
  }

  @Test
  void aFileOfPyTorchIsReadUnderTheAuthorsNames() throws IOException {
    StateDict own = read("run").weights();
    Map<String, HostTensor> authors = new LinkedHashMap<>();
    WeightNames.of("tanet-authors")
        .fromOwn()
        .orElseThrow()
        .apply(own)
        .tensors()
        .forEach((name, tensor) -> authors.put("module." + name, tensor));
    try (OutputStream out = Files.newOutputStream(folder.resolve("weights.pth"))) {
      TorchFile.write(StateDict.of(authors), out);
    }

    EvaluatedCheckpoint ofFile = read("weights.pth", "evaluate.checkpoint-names=tanet-authors");

    assertThat(ofFile.weights().tensors()).isEqualTo(own.tensors());
  }

  @Test
  void whatIsNoCheckpointIsSaidWithWhatWouldBeOne() throws IOException {
    Files.createDirectories(folder.resolve("empty/checkpoints"));
    Path damaged = Path.of(best.folder().toUri().getPath(), "model.safetensors");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 1] ^= 1;
    Files.write(damaged, bytes);
    Files.deleteIfExists(damaged.resolveSibling("." + damaged.getFileName() + ".crc"));

    assertThatThrownBy(() -> read("nothing"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("/nothing; what is looked for is");
    assertThatThrownBy(() -> read("empty"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("no complete checkpoint in");
    assertThatThrownBy(() -> read("run/best"))
        .isInstanceOf(CheckpointCorruptException.class)
        .hasMessageContaining("model.safetensors has SHA-256");
  }

  @Test
  void inPlaceOfADamagedCheckpointNoOtherIsTaken() throws IOException {
    Path manifest = Path.of(newest.folder().toUri().getPath(), "MANIFEST.json");
    String json = Files.readString(manifest);
    for (String location : List.of("run/latest", "run", "run/best")) {
      Files.writeString(manifest, json.replace("iterations", "iteration_"));
      Files.deleteIfExists(manifest.resolveSibling(".MANIFEST.json.crc"));
      assertThatThrownBy(() -> read(location))
          .as(location)
          .isInstanceOf(CheckpointCorruptException.class)
          .hasMessageContaining("MANIFEST.json does not match its own digest. It ")
          .hasMessageContaining("no other is taken in its place")
          .hasMessageContaining(
              "%s (iteration 10, validation top-1 90.00 %%): give that folder"
                  .formatted(best.folder()));
      Files.writeString(manifest, json);
      assertThat(read(location).origin()).isPresent();
    }
    assertThat(read("run/checkpoints/" + best.folder().getName()).location())
        .isEqualTo(best.folder());
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedByNamesAndShapes() throws IOException {
    EvaluatedCheckpoint checkpoint = read("run");
    TanetConfig config = (TanetConfig) TinyEvaluation.network().model();
    NetworkSpec wider = NetworkSpec.of(config.withBackbone(config.backbone().withBaseWidth(16)));

    assertThat(
            CheckpointFit.requireFitting(
                    checkpoint,
                    TinyEvaluation.network(),
                    TinyEvaluation.plan(1),
                    ScoringTask.loadPolicy())
                .matched())
        .hasSameSizeAs(checkpoint.weights().tensors().keySet());
    assertThatThrownBy(
            () ->
                CheckpointFit.requireFitting(
                    checkpoint, wider, TinyEvaluation.plan(1), ScoringTask.loadPolicy()))
        .isInstanceOf(CheckpointMismatchException.class)
        .hasMessageContaining(
            "backbone.conv1.conv.weight is [8, 3, 7, 7] in the checkpoint and [16");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws IOException {
    EvaluatedCheckpoint checkpoint = read("run");
    Map<String, HostTensor> diverged = new LinkedHashMap<>(checkpoint.weights().tensors());
    diverged.put("cls_head.fc_cls.bias", HostTensor.ofFloats(new float[] {Float.NaN, 0}, 2));

    assertThatThrownBy(
            () ->
                CheckpointFit.requireFitting(
                    new EvaluatedCheckpoint(
                        checkpoint.location(),
                        StateDict.of(diverged),
                        Optional.empty(),
                        Optional.empty()),
                    TinyEvaluation.network(),
                    TinyEvaluation.plan(1),
                    ScoringTask.loadPolicy()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scores a clip with NaN");
  }

  @Test
  void otherClassesAreRefusedByTheFirstDifference() throws IOException {
    EvaluatedCheckpoint checkpoint = read("run");
    NetworkSpec spec = TinyEvaluation.network();

    CheckpointFit.requireSameClasses(checkpoint, spec, CLASSES);
    assertThatThrownBy(
            () ->
                CheckpointFit.requireSameClasses(
                    checkpoint, spec, LabelMap.of(List.of("move_right", "grow"))))
        .hasMessageContaining(
            "class 1 is 'move_left' in the checkpoint and 'grow' in the manifest");
    assertThatThrownBy(
            () -> CheckpointFit.requireSameClasses(checkpoint, spec, LabelMap.numbered(3)))
        .hasMessageContaining("the manifest has 3 classes but model.num-classes is 2");
  }

  @Test
  void settingsOfTheModelThatChangedSinceTrainingAreNamed() throws IOException {
    EvaluatedCheckpoint checkpoint = read("run");

    assertThat(
            CheckpointFit.changedSettings(
                checkpoint, TinyRun.settings("model.device=cuda", "model.name=other")))
        .isEmpty();
    assertThat(
            CheckpointFit.changedSettings(
                checkpoint, TinyRun.settings("model.normalization.mean=[0, 0, 0]")))
        .containsExactly(
            "kinespark.model.normalization.mean was [123.675,116.28,103.5] in training and is"
                + " [0,0,0]");
  }

  @Test
  void theInitialNetworkIsTheOneOfTheSeed() throws IOException {
    try (var network = TrainableNetwork.create(TinyEvaluation.network())) {
      assertThat(read("run").weights().tensors()).isEqualTo(network.stateDict().tensors());
    }
  }

  private EvaluatedCheckpoint read(String location) throws IOException {
    return read(location, "evaluate.checkpoint-names=own");
  }

  private EvaluatedCheckpoint read(String location, String setting) throws IOException {
    Settings settings =
        TinyRun.settings(
            "evaluate.checkpoint=" + folder.resolve(location),
            "evaluate.manifest=manifest",
            "evaluate.output=report",
            setting);
    return CheckpointReader.read(
        settings.read(EvaluateSettings::read),
        settings.read(ModelSettings::read),
        new Configuration());
  }
}

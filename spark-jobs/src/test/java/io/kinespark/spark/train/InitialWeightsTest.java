package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.checkpoint.torch.TorchFile;
import io.kinespark.models.tanet.TanetKeyMaps;
import io.kinespark.models.training.CheckpointMismatchException;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.run.RunCheckpoints;
import io.kinespark.spark.run.RunFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What training starts from when a file of PyTorch is named. */
final class InitialWeightsTest {
  @TempDir private Path folder;

  private final StringWriter report = new StringWriter();
  private Path file;

  /** An ImageNet file for the tiny network, of other values than its seed gives. */
  @BeforeEach
  void imageNetFile() throws IOException {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    try (TrainableNetwork network = TrainableNetwork.create(model("model.seed=99").network())) {
      network
          .stateDict()
          .tensors()
          .forEach(
              (name, tensor) ->
                  TanetKeyMaps.ofImageNet()
                      .lookUp(name)
                      .ifPresent(imageNet -> tensors.put(imageNet, tensor)));
    }
    tensors.put("fc.weight", HostTensor.ofFloats(new float[10], 5, 2));
    tensors.put("extra", HostTensor.ofFloats(new float[1], 1));
    file = folder.resolve("imagenet.pth");
    try (OutputStream out = Files.newOutputStream(file)) {
      TorchFile.write(StateDict.of(tensors), out);
    }
  }

  private ModelSettings model(String... more) {
    List<Argument> arguments = new ArrayList<>();
    Stream.concat(
            Stream.of(
                "model.num-classes=2",
                "model.num-segments=4",
                "model.tanet.stage-blocks=[1]",
                "model.tanet.num-stages=1",
                "model.tanet.strides=[1]",
                "model.tanet.dilations=[1]",
                "model.tanet.base-width=8"),
            Stream.of(more))
        .forEach(text -> arguments.add(new Argument(arguments.size() + 1, text)));
    return Settings.load(List.of(), Optional.empty(), arguments).read(ModelSettings::read);
  }

  private TrainingState start(String... more) throws IOException {
    List<String> settings = new ArrayList<>(List.of(more));
    settings.add("model.initial-weights=" + file);
    settings.add("model.initial-weights-names=imagenet-resnet");
    return InitialWeights.of(
        model(settings.toArray(String[]::new)),
        LabelMap.numbered(2),
        new Configuration(),
        Optional.of(new PrintWriter(report, true)));
  }

  @Test
  void backboneIsTheFilesAndTheRestTheSeeds() throws IOException {
    TrainingState state = start("model.initial-weights-allowed.unexpected=[\"ext.*\"]");

    TrainingState ofSeed = ofSeed();
    TrainingState ofOtherSeed = ofSeed("model.seed=99");
    try (TrainableNetwork network = TrainableNetwork.create(model().network())) {
      network
          .parameters()
          .forEach(
              parameter -> {
                boolean found = TanetKeyMaps.ofImageNet().lookUp(parameter.name()).isPresent();
                int at = parameter.offset();
                assertThat(state.parameters()[at])
                    .as(parameter.name())
                    .isEqualTo((found ? ofOtherSeed : ofSeed).parameters()[at]);
              });
    }
    assertThat(report.toString())
        .contains("imagenet.pth: ", "(PyTorch zip)", "1 unexpected [extra]", "tam.G.0.weight");
  }

  private TrainingState ofSeed(String... settings) throws IOException {
    return InitialWeights.of(
        model(settings), LabelMap.numbered(2), new Configuration(), Optional.empty());
  }

  /** The output of a run with one checkpoint. */
  private Path run(String... classes) throws IOException {
    ModelSettings learnt = model("model.num-classes=" + classes.length, "model.seed=99");
    Path run = Files.createDirectories(folder.resolve("run"));
    CheckpointStore store =
        new CheckpointStore(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(run.toUri() + RunFolder.CHECKPOINTS));
    new RunCheckpoints(store, learnt.network(), "{}", String.join("\n", classes) + "\n")
        .save(
            ofSeed("model.num-classes=" + classes.length, "model.seed=99"),
            new CheckpointInfo(
                5, 1, 1, 0, "c", "l", OptionalDouble.empty(), OptionalDouble.empty()));
    return run;
  }

  private TrainingState start(Path weights, List<String> classes, String... more)
      throws IOException {
    List<String> settings = new ArrayList<>(List.of(more));
    settings.add("model.initial-weights=" + weights);
    settings.add("model.num-classes=" + classes.size());
    return InitialWeights.of(
        model(settings.toArray(String[]::new)),
        LabelMap.of(classes),
        new Configuration(),
        Optional.of(new PrintWriter(report, true)));
  }

  private static float[] weightsOf(TrainingState state, ModelSettings model, String name) {
    try (TrainableNetwork network = TrainableNetwork.create(model.network())) {
      return network.parameters().stream()
          .filter(parameter -> parameter.name().equals(name))
          .map(
              parameter ->
                  Arrays.copyOfRange(
                      state.parameters(),
                      parameter.offset(),
                      parameter.offset() + parameter.length()))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void theClassifierOfOtherClassesIsRefused() throws IOException {
    Path run = run("jump", "walk");
    Path file;
    try (Stream<Path> files = Files.walk(run)) {
      file = files.filter(path -> path.endsWith(RunCheckpoints.MODEL)).findFirst().orElseThrow();
    }

    for (Path weights : List.of(run, file, file.getParent(), run.resolve("latest"))) {
      assertThatThrownBy(() -> start(weights, List.of("walk", "jump")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("learnt other classes than the manifest has")
          .hasMessageContaining("the same in another order, class 0 being 'jump' there and 'walk'")
          .hasMessageContaining("model.initial-weights-classifier = replace");
      assertThatThrownBy(() -> start(weights, List.of("jump", "run")))
          .hasMessageContaining("class 1 is 'walk' there and 'run' here");
      start(weights, List.of("jump", "walk"));
    }
    assertThat(report.toString())
        .contains("its classifier of 2 classes is kept, they are the manifest's");
  }

  @Test
  void aReplacedClassifierIsTheSeedsAndIsSaid() throws IOException {
    Path run = run("jump", "walk");
    String head = "cls_head.fc_cls.weight";

    TrainingState replaced =
        start(run, List.of("walk", "jump"), "model.initial-weights-classifier=replace");
    TrainingState wider = start(run, List.of("a", "b", "c"));

    assertThat(weightsOf(replaced, model(), head)).isEqualTo(weightsOf(ofSeed(), model(), head));
    assertThat(weightsOf(replaced, model(), "backbone.conv1.conv.weight"))
        .isEqualTo(weightsOf(ofSeed("model.seed=99"), model(), "backbone.conv1.conv.weight"));
    ModelSettings three = model("model.num-classes=3");
    assertThat(weightsOf(wider, three, head))
        .isEqualTo(weightsOf(ofSeed("model.num-classes=3"), three, head));
    assertThat(report.toString())
        .contains("its classifier of 2 classes is replaced by one of 2 that starts from the seed")
        .contains("its classifier of 2 classes is replaced by one of 3 that starts from the seed");
  }

  @Test
  void filesWithoutNamesSayHowManyClassesTheyHave() throws IOException {
    Path published = folder.resolve("published.pth");
    try (TrainableNetwork network = TrainableNetwork.create(model("model.seed=99").network());
        OutputStream out = Files.newOutputStream(published)) {
      Map<String, HostTensor> tensors = new LinkedHashMap<>();
      network
          .stateDict()
          .tensors()
          .forEach((name, tensor) -> tensors.put("model._orig_mod." + name, tensor));
      TorchFile.write(StateDict.of(tensors), out);
    }

    TrainingState state = start(published, List.of("jump", "walk"));

    assertThat(state.parameters()).isEqualTo(ofSeed("model.seed=99").parameters());
    assertThat(report.toString())
        .contains("'model.' before ")
        .contains("its classifier of 2 classes is kept, which are taken for the manifest's");
  }

  @Test
  void differencesThatAreNotAllowedAreErrors() {
    assertThatThrownBy(this::start)
        .isInstanceOf(CheckpointMismatchException.class)
        .hasMessageContaining("1 unexpected [extra]");
    assertThatThrownBy(() -> start("model.tanet.base-width=16"))
        .isInstanceOf(CheckpointMismatchException.class)
        .hasMessageContaining(
            "backbone.conv1.conv.weight is [8, 3, 7, 7] in the checkpoint and [16, 3, 7, 7] in the"
                + " network");
    assertThatThrownBy(() -> model("model.initial-weights-allowed.missing=[\"(\"]"))
        .hasMessageContaining("must be a list of regular expressions");
  }
}

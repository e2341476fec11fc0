package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.checkpoint.torch.TorchFile;
import io.kinespark.models.tanet.TanetKeyMaps;
import io.kinespark.models.training.CheckpointMismatchException;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
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
        new Configuration(),
        Optional.of(new PrintWriter(report, true)));
  }

  @Test
  void backboneIsTheFilesAndTheRestTheSeeds() throws IOException {
    TrainingState state = start("model.initial-weights-allowed.unexpected=[\"ext.*\"]");

    TrainingState ofSeed = InitialWeights.of(model(), new Configuration(), Optional.empty());
    TrainingState ofOtherSeed =
        InitialWeights.of(model("model.seed=99"), new Configuration(), Optional.empty());
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

  @Test
  void differencesThatAreNotAllowedAreErrors() {
    assertThatThrownBy(this::start)
        .isInstanceOf(CheckpointMismatchException.class)
        .hasMessageContaining("1 unexpected [extra]");
    assertThatThrownBy(() -> start("model.tanet.base-width=16"))
        .isInstanceOf(CheckpointMismatchException.class)
        .hasMessageContaining(
            "backbone.conv1.conv.weight is [8, 3, 7, 7] in the checkpoint and [16, 3, 7, 7] in the network");
    assertThatThrownBy(() -> model("model.initial-weights-allowed.missing=[\"(\"]"))
        .hasMessageContaining("must be a list of regular expressions");
  }
}

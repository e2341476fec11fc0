package io.kinespark.spark.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.GivenArguments;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.job.UsageException;
import io.kinespark.spark.run.RunCheckpoints;
import io.kinespark.spark.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConvertJobTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private StateDict state;
  private Path in;

  @BeforeEach
  void weights() throws IOException {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put("backbone.conv1.conv.weight", HostTensor.ofFloats(new float[] {1, 2}, 2, 1));
    tensors.put("cls_head.fc_cls.bias", HostTensor.ofDoubles(new double[] {3}, 1));
    state = new StateDict(tensors, Map.of("epoch", "7"));
    in = folder.resolve("in.safetensors");
    Safetensors.write(state, in);
  }

  private int convert(Path from, Path to, Map<String, List<String>> options, Set<String> flags)
      throws IOException {
    GivenArguments arguments =
        new GivenArguments(List.of(from.toString(), to.toString()), options, flags);
    PrintWriter writer = new PrintWriter(out, true);
    Settings settings = Settings.load(List.of(), Optional.empty(), List.of());
    return new ConvertJob().run(new JobContext(settings, arguments, writer, writer));
  }

  private int convert(Path from, Path to) throws IOException {
    return convert(from, to, Map.of(), Set.of());
  }

  @Test
  void weightsAreTheSameThereAndBack() throws IOException {
    Path torch = folder.resolve("out.pth.tar");
    Path back = folder.resolve("back.safetensors");

    assertThat(convert(in, torch)).isEqualTo(ExitCode.OK);
    assertThat(convert(torch, back)).isEqualTo(ExitCode.OK);

    assertThat(Safetensors.read(back).tensors()).isEqualTo(state.tensors());
    assertThat(out.toString())
        .contains("2 tensors (safetensors)", "1 F32, 1 F64; 16 bytes", "metadata [epoch]")
        .contains("2 tensors (PyTorch zip)", "back.safetensors: written (safetensors)");
  }

  @Test
  void namesBecomeTheAuthorsAndBack() throws IOException {
    Path authors = folder.resolve("authors.safetensors");
    Path back = folder.resolve("back.pth");
    Path again = folder.resolve("again.safetensors");

    convert(in, authors, Map.of("--to", List.of("tanet-authors")), Set.of());
    convert(authors, back, Map.of("--from", List.of("tanet-authors")), Set.of());
    convert(back, again);

    assertThat(Safetensors.read(authors).tensors().keySet())
        .containsExactly("base_model.conv1.weight", "new_fc.bias");
    assertThat(Safetensors.read(again).tensors()).isEqualTo(state.tensors());
  }

  @Test
  void aRunStandsForItsBestCheckpoint() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    Path run = folder.resolve("run");
    new CheckpointStore(files, new org.apache.hadoop.fs.Path(run + "/" + RunFolder.CHECKPOINTS))
        .commit(
            new CheckpointInfo(
                10, 1, 1, 0, "config", "labels", OptionalDouble.of(0.5), OptionalDouble.empty()),
            Map.of(RunCheckpoints.MODEL, stream -> Safetensors.write(state, stream)));
    Path weights = folder.resolve("of-run.safetensors");

    convert(run, weights);

    assertThat(Safetensors.read(weights).tensors()).isEqualTo(state.tensors());
    assertThat(out.toString()).contains("2 tensors (", "/model.safetensors)");
  }

  @Test
  void nothingIsReplacedUnasked() throws IOException {
    Path torch = folder.resolve("out.pth");
    Files.writeString(torch, "precious");

    assertThatThrownBy(() -> convert(in, torch))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("out.pth is there already")
        .hasMessageContaining("--overwrite");
    assertThat(torch).hasContent("precious");
    assertThat(convert(in, torch, Map.of(), Set.of("--overwrite"))).isEqualTo(ExitCode.OK);
    assertThat(torch).binaryContent().startsWith('P', 'K');
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    assertThatThrownBy(() -> convert(in, folder.resolve("out.onnx")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(".safetensors, .pth");
    assertThatThrownBy(
            () ->
                convert(
                    in,
                    folder.resolve("out.pth"),
                    Map.of("--from", List.of("imagenet-resnet")),
                    Set.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--from must be one of tanet-authors, ")
        .hasMessageEndingWith(", not 'imagenet-resnet'");
    assertThatThrownBy(() -> convert(folder.resolve("none.pth"), folder.resolve("out.pth")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.pth");
  }
}

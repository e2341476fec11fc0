package io.kinespark.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.checkpoint.torch.PickleAssembler;
import io.kinespark.models.checkpoint.torch.TorchFile;
import io.kinespark.testing.FuzzRun;
import io.kinespark.testing.Mutator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file holds, reading it gives tensors or an error that names the file, soon, and with
 * memory in proportion to the file.
 */
@Tag("fuzz")
class WeightsFileFuzzIT {
  private static final int INPUTS = FuzzRun.inputs(120_000);

  /** Of the pickles; to write an archive takes longer than to read one. */
  private static final int ZIP_EVERY = 16;

  private static final long SEED = 20261120;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /**
   * Bytes that reading may take in all, garbage included: tensors and what a pickle builds, and for
   * errors.
   */
  private static final int BYTES_PER_BYTE = 256;

  private static final int BYTES_PER_FILE = 4 << 20;

  private static final Path CORPUS = Path.of("..", "..", "shared", "data", "checkpoints");

  /** Instructions of pickles, to be put anywhere. */
  private static final List<byte[]> INSTRUCTIONS =
      "(.012NKJX]})teusabcRQqhoild\u0081\u0085\u0087\u008a\u008b\u008c\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095"
          .chars()
          .mapToObj(instruction -> new byte[] {(byte) instruction})
          .toList();

  private int read;

  @Test
  void mutatedFilesAreReadOrRefused() throws IOException {
    List<byte[]> files = files();
    List<byte[]> pickles = pickles();
    for (byte[] file : files) {
      readOrRefused(file, "whole");
    }
    read = 0;
    SplittableRandom random = new SplittableRandom(SEED);
    try (FuzzRun run = new FuzzRun(LONGEST, BYTES_PER_FILE, BYTES_PER_BYTE)) {
      for (int i = 0; i < INPUTS; i++) {
        Mutator mutator = Mutator.ofBytes(random.split(), INSTRUCTIONS);
        byte[] input =
            i % 2 == 0
                ? mutator.mutate(files.get(i / 2 % files.size()), files)
                : packed(i, mutator.mutate(pickles.get(i / 2 % pickles.size()), pickles));
        String name = "input %d of seed %d".formatted(i, SEED);
        run.attempt(name, input.length, () -> readOrRefused(input, name));
      }
    }
    assertThat(read).as("inputs that are still read").isBetween(INPUTS / 100, INPUTS / 2);
  }

  private void readOrRefused(byte[] input, String name) throws IOException {
    try {
      WeightsFile.read(ByteSource.of(input, name), Optional.empty());
      read++;
    } catch (CheckpointException e) {
      assertThat(e).hasMessageStartingWith(name + ": ");
    }
  }

  private static byte[] packed(int number, byte[] pickle) {
    Map<String, byte[]> storages = Map.of("0", new byte[48]);
    return number % ZIP_EVERY == 1
        ? PickleAssembler.zip(pickle, storages)
        : PickleAssembler.legacy(pickle, storages);
  }

  private static List<byte[]> files() throws IOException {
    List<byte[]> files = new ArrayList<>();
    ByteArrayOutputStream safetensors = new ByteArrayOutputStream();
    Safetensors.write(state(), safetensors);
    ByteArrayOutputStream torch = new ByteArrayOutputStream();
    TorchFile.write(state(), torch);
    files.add(safetensors.toByteArray());
    files.add(torch.toByteArray());
    files.add(packed(1, pickles().get(0)));
    files.add(packed(3, pickles().get(0)));
    if (Files.isDirectory(CORPUS)) {
      try (Stream<Path> corpus = Files.list(CORPUS)) {
        for (Path file : corpus.sorted().filter(Files::isRegularFile).toList()) {
          if (Files.size(file) < 1 << 16) {
            files.add(Files.readAllBytes(file));
          }
        }
      }
    }
    return files;
  }

  private static StateDict state() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put("conv.weight", HostTensor.ofFloats(new float[12], 3, 1, 2, 2));
    tensors.put("bn.running_var", HostTensor.ofDoubles(new double[3], 3));
    tensors.put("bn.num_batches_tracked", HostTensor.ofLongs(new long[] {9}));
    return StateDict.of(tensors);
  }

  private static List<byte[]> pickles() {
    PickleAssembler second = PickleAssembler.ofProtocol(2).op('}').text("meta").op('}');
    second.text("epoch").ops("K\7s").text("names").ops("](").text("a").text("b").ops("es");
    second.text("args").global("argparse", "Namespace").op(')', 0x81).ops("}sb").op('s');
    second.text("state_dict").global("collections", "OrderedDict").ops(")Rq\1").text("w");
    second.tensor("0", 12, 0, new long[] {2, 3}, 3, 1).ops("s").text("v");
    second.tensor("0", 12, 1, new long[] {3, 2}, 1, 3).ops("s").text("e");
    second.tensor("0", 12, 0, new long[] {4, 12}, 0, 1).ops("ss");
    PickleAssembler fourth = PickleAssembler.ofProtocol(4).op(0x95, 90, 0, 0, 0, 0, 0, 0, 0);
    fourth.stackGlobal("collections", "OrderedDict").op(0x94).ops(")R").op(0x94, '(');
    fourth.op(0x8c, 1, 'w', 0x94).tensor("0", 12, 0, new long[] {12}, 1);
    fourth.op(0x8c, 1, 'p', 0x94).global("torch._utils", "_rebuild_parameter").op('(');
    fourth.tensor("0", 12, 3, new long[0]).op(0x88).ops("}tRu");
    return List.of(second.end(), fourth.end());
  }
}

package io.kinespark.models.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import io.kinespark.models.checkpoint.HostTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that {@code torch.save} wrote, with what they hold. */
class CheckpointCorpusTest {
  private static final Path CORPUS = Path.of("..", "..", "shared", "data", "checkpoints");

  @BeforeEach
  void corpusIsThere() {
    assumeThat(CORPUS).as("the checkpoints next to the project").matches(Files::isDirectory);
  }

  private static TorchCheckpoint read(String file) throws IOException {
    try (ByteSource source = ByteSource.open(CORPUS.resolve(file))) {
      return TorchCheckpoint.read(source, Optional.empty());
    }
  }

  @Test
  void everyTensorIsRead() throws IOException {
    JsonNode facts = new ObjectMapper().readTree(CORPUS.resolve("facts.json").toFile());
    var files = facts.fields();
    while (files.hasNext()) {
      Map.Entry<String, JsonNode> file = files.next();
      TorchCheckpoint read = read(file.getKey());

      assertThat(read.location()).isEqualTo(file.getValue().path("state_dict_at").asText());
      List<String> names = new ArrayList<>();
      var tensors = file.getValue().path("tensors").fields();
      while (tensors.hasNext()) {
        Map.Entry<String, JsonNode> fact = tensors.next();
        names.add(fact.getKey());
        requireEqual(fact.getValue(), read.state().get(fact.getKey()), fact.getKey());
      }
      assertThat(read.state().tensors().keySet())
          .as(file.getKey())
          .containsExactlyElementsOf(names);
    }
  }

  private static void requireEqual(JsonNode fact, HostTensor tensor, String name) {
    List<Long> shape = new ArrayList<>();
    fact.path("shape").forEach(extent -> shape.add(extent.asLong()));
    assertThat(tensor.shape()).as(name).containsExactly(shape.toArray(Long[]::new));
    assertThat(TorchType.of(tensor.type()).dtype()).isEqualTo(fact.path("dtype").asText());
    ByteBuffer floats =
        ByteBuffer.allocate(tensor.elementCount() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(tensor.toFloats());
    CRC32 checksum = new CRC32();
    checksum.update(floats.array());
    assertThat("%08x".formatted(checksum.getValue()))
        .as(name)
        .isEqualTo(fact.path("crc32_as_float32").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "bad_os_system.pth, it wants the global posix.system",
    "bad_truncated.pth, the file is truncated",
    "bad_not_a_checkpoint.pth, is no pickle instruction"
  })
  void badFilesAreRefusedByNameAndCause(String file, String cause) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(cause);
  }
}

package io.kinespark.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsTest {
  private static StateDict sample() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put("b.weight", HostTensor.ofFloats(new float[] {1, -2, 3, 0.5f, 0, 7}, 2, 3));
    tensors.put("a.count", HostTensor.ofLongs(new long[] {Long.MIN_VALUE}));
    tensors.put("c.double", HostTensor.ofDoubles(new double[] {Math.PI}, 1));
    tensors.put("empty", HostTensor.ofFloats(new float[0], 0, 4));
    return new StateDict(tensors, Map.of("format", "pt"));
  }

  private static byte[] bytes(StateDict state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(state, out);
    return out.toByteArray();
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  @Test
  void readsWhatItWrote(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Safetensors.write(sample(), file);

    assertThat(Safetensors.read(file)).isEqualTo(sample());
    assertThat(Safetensors.read(file).tensors().keySet())
        .containsExactly("b.weight", "a.count", "c.double", "empty");
    assertThat(Safetensors.read(new ByteArrayInputStream(bytes(sample())), "stream"))
        .isEqualTo(sample());
  }

  @Test
  void alignsHeaderAndTensors() throws IOException {
    ByteBuffer written = ByteBuffer.wrap(bytes(sample())).order(ByteOrder.LITTLE_ENDIAN);
    int headerEnd = (int) (8 + written.getLong(0));

    assertThat(headerEnd % 8).isZero();
    assertThat(written.getLong(headerEnd)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    byte[] whole = bytes(sample());
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Safetensors.read(part, "part.safetensors"))
          .as("%d bytes", length)
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith("part.safetensors: ");
      assertThatThrownBy(() -> Safetensors.read(new ByteArrayInputStream(part), "part.safetensors"))
          .as("%d streamed bytes", length)
          .isInstanceOf(CheckpointException.class);
    }
  }

  @Test
  void streamThatPromisesTooMuchTakesNoMemory() {
    byte[] lying =
        file(
            "{\"x\":{\"dtype\":\"U8\",\"shape\":[2000000000],\"data_offsets\":[0,2000000000]}}",
            16);

    assertThatThrownBy(() -> Safetensors.read(new ByteArrayInputStream(lying), "lying"))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("lying: tensor 'x' ends after 16 of 2000000000 bytes; the file is truncated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]| 0| no JSON object",
        "{\"x\":| 0| no JSON",
        "{\"x\":{\"dtype\":\"F8\",\"shape\":[],\"data_offsets\":[0,1]}}| 1| unsupported dtype",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}| 4| does not fit",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}| 4| impossible shape",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}| 4| impossible"
            + " data_offsets",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}| 8| leave a gap",
        "{\"x\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}| 4| has no shape",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}| 5| damaged",
        "{\"x\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}| 0|"
            + " impossible shape",
        "{\"__metadata__\":{\"a\":1}}| 0| metadata 'a' is no string",
        "{\"x\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},\"x\":{}}| 0| no JSON"
      })
  void malformedHeadersAreRefused(String header, int dataBytes, String cause) {
    assertThatThrownBy(() -> Safetensors.read(file(header, dataBytes), "bad"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(cause);
  }

  @Test
  void impossibleHeaderLengthIsRefused() {
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) 0xff);

    assertThatThrownBy(() -> Safetensors.read(bytes, "noise"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("18446744073709551615");
  }

  @Test
  void missingFileIsAnIoError(@TempDir Path folder) {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none.safetensors")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.safetensors");
    assertThat(Files.exists(folder.resolve("none.safetensors"))).isFalse();
  }

  static Stream<Arguments> hostileHeaders() {
    String entry = "{\"w\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[0,4]}}";
    return Stream.of(
        Arguments.of(entry.formatted("9".repeat(5_000_000)), "a number or word is longer"),
        Arguments.of(entry.formatted("1." + "3".repeat(5_000_000)), "a number or word is longer"),
        Arguments.of(entry.formatted("9".repeat(900)), "impossible shape"),
        Arguments.of(entry.formatted("1e400"), "too large"),
        Arguments.of(entry.formatted("[".repeat(5_000_000)), "nested more than 64 levels deep"),
        Arguments.of("{\"" + "k".repeat(5_000_000) + "\":1}", "a field's name is longer"),
        Arguments.of("{\"__metadata__\":{\"a\":\"\\ud800\"}}", "surrogate"),
        Arguments.of("{\"w\":1,\"w\":1}", "Duplicate field 'w'"),
        Arguments.of("{} {}", "more follows"),
        Arguments.of("{\"w\":NaN}", "NaN"));
  }

  @ParameterizedTest
  @MethodSource("hostileHeaders")
  @Timeout(5)
  void headersThatWouldTakeTimeOrMemoryAreRefused(String header, String problem) {
    assertThatThrownBy(() -> Safetensors.read(file(header, 4), "file"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("file: ")
        .hasMessageContaining(problem)
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(2_000));
  }
}

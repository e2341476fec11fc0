package io.kinespark.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.testing.FuzzRun;
import io.kinespark.testing.Mutator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come, they are JSON or a {@link JsonException} with a place, with little memory.
 */
@Tag("fuzz")
class JsonFuzzTest {
  private static final int INPUTS = FuzzRun.inputs(20_000);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final long SEED = 20261128;
  private static final int BYTES_PER_BYTE = 256;
  private static final int BYTES_PER_FILE = 1 << 20;

  private static final List<byte[]> FILES =
      List.of(
              "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},\"__metadata__\":{}}",
              "{\"database\":{\"a-b\":{\"subset\":\"training\",\"annotations\":[{\"segment\":[0.5,1e1]}]}}}",
              "{\"format\":1,\"iterations\":7,\"seed\":-3,\"files\":{\"m\":{\"bytes\":9,\"sha256\":\"0f\"}}}",
              "[true,false,null,\"\\u00fc\\ud83d\\ude00挥手\",-0.25E-3,{},[[[[1]]]]]")
          .stream()
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  private static final List<byte[]> PARTS =
      Stream.of(
              "{",
              "}",
              "[",
              "]",
              ",",
              ":",
              "\"",
              "\\",
              "\\u",
              "\\ud800",
              "NaN",
              "1e999",
              "99999999999",
              "0",
              "-",
              "tru",
              "\u0000",
              "\uFEFF",
              "//",
              "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
              "\"\":",
              "é")
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  private int read;

  @Test
  void mutatedFilesAreReadOrRefused() {
    FILES.forEach(JsonFuzzTest::requireWhole);
    SplittableRandom random = new SplittableRandom(SEED);
    try (FuzzRun run = new FuzzRun(LONGEST, BYTES_PER_FILE, BYTES_PER_BYTE)) {
      for (int i = 0; i < INPUTS; i++) {
        byte[] file = FILES.get(i % FILES.size());
        byte[] input = Mutator.ofBytes(random.split(), PARTS).mutate(file, FILES);
        String name =
            "input %d of seed %d: %s".formatted(i, SEED, new String(input, StandardCharsets.UTF_8));
        run.attempt(name, input.length, () -> readOrRefused(input));
      }
    }
    assertThat(read).as("inputs that are still read").isBetween(INPUTS / 50, INPUTS / 2);
  }

  private void readOrRefused(byte[] input) throws IOException {
    try {
      assertThat(Json.read(input, JsonLimits.ofFiles())).isNotNull();
      read++;
    } catch (JsonException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.column()).isNotNegative();
    }
  }

  /** Unchanged they are read; loads what reading takes, too. */
  private static void requireWhole(byte[] file) {
    assertThatCode(() -> Json.read(file, JsonLimits.ofFiles())).doesNotThrowAnyException();
    byte[] more = Arrays.copyOf(file, file.length + 1);
    assertThatThrownBy(() -> Json.read(more, JsonLimits.ofFiles()))
        .isInstanceOf(JsonException.class);
  }
}

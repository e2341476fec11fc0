package io.kinespark.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come, they are JSON or a {@link JsonException} with a place, with little memory.
 */
@Tag("fuzz")
class JsonFuzzTest {
  private static final int INPUTS = 20_000;
  private static final long SEED = 20261128;
  private static final int BYTES_PER_BYTE = 256;
  private static final int BYTES_PER_FILE = 1 << 20;

  private static final List<String> FILES =
      List.of(
          "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},\"__metadata__\":{}}",
          "{\"database\":{\"a-b\":{\"subset\":\"training\",\"annotations\":[{\"segment\":[0.5,1e1]}]}}}",
          "{\"format\":1,\"iterations\":7,\"seed\":-3,\"files\":{\"m\":{\"bytes\":9,\"sha256\":\"0f\"}}}",
          "[true,false,null,\"\\u00fc\\ud83d\\ude00挥手\",-0.25E-3,{},[[[[1]]]]]");

  private static final List<String> PARTS =
      List.of(
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
          "é");

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void mutatedFilesAreReadOrRefused() {
    FILES.forEach(JsonFuzzTest::requireWhole);
    SplittableRandom random = new SplittableRandom(SEED);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutated(FILES.get(i % FILES.size()), random.split());
      long bytes = thread.getCurrentThreadAllocatedBytes();
      try {
        assertThat(Json.read(input, JsonLimits.ofFiles())).isNotNull();
        read++;
      } catch (JsonException e) {
        assertThat(e.line()).isPositive();
        assertThat(e.column()).isNotNegative();
      } catch (IOException | RuntimeException | Error e) {
        fail(
            "input %d of seed %d: %s".formatted(i, SEED, new String(input, StandardCharsets.UTF_8)),
            e);
      }
      assertThat(thread.getCurrentThreadAllocatedBytes() - bytes)
          .as("memory of input %d of seed %d", i, SEED)
          .isLessThan(BYTES_PER_FILE + (long) input.length * BYTES_PER_BYTE);
    }
    assertThat(read).as("inputs that are still read").isBetween(INPUTS / 50, INPUTS / 2);
  }

  /** Unchanged they are read; loads what reading takes, too. */
  private static void requireWhole(String file) {
    assertThatCode(() -> Json.read(file, JsonLimits.ofFiles())).doesNotThrowAnyException();
    assertThatThrownBy(() -> Json.read(file + "x", JsonLimits.ofFiles()))
        .isInstanceOf(JsonException.class);
  }

  private static byte[] mutated(String file, SplittableRandom random) {
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    for (int change = random.nextInt(4); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        default -> {
          byte[] part = PARTS.get(random.nextInt(PARTS.size())).getBytes(StandardCharsets.UTF_8);
          byte[] longer = new byte[bytes.length + part.length];
          System.arraycopy(bytes, 0, longer, 0, at);
          System.arraycopy(part, 0, longer, at, part.length);
          System.arraycopy(bytes, at, longer, at + part.length, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}

package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.testing.FuzzRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a configuration file holds, it is read or refused in words, soon and with bounded
 * memory. Texts are put together from what HOCON is made of, so that many of them are HOCON.
 */
@Tag("fuzz")
final class ConfigurationFuzzIT {
  private static final int INPUTS = FuzzRun.inputs(400);
  private static final long SEED = 20261128;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final long MOST_BYTES = 1L << 30;

  private static final List<String> PARTS =
      List.of(
          "a",
          "b",
          "c",
          "kinespark.train.output",
          "variables",
          "variables.a",
          "train",
          "\"q.q\"",
          " = ",
          " : ",
          " += ",
          "=",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\n",
          "\n",
          "\n",
          " ",
          "\t",
          ".",
          "${a}",
          "${b}",
          "${?c}",
          "${variables.a}${variables.a}",
          "${kinespark}",
          "${?PATH}",
          "\"text\"",
          "\"\"\"long\ntext\"\"\"",
          "\"",
          "\\",
          "\"\\u001b\"",
          "1",
          "1e9",
          "-",
          "true",
          "null",
          "# comment\n",
          "// comment\n",
          "include \"beside.conf\"\n",
          "include \"absent.conf\"\n",
          "include file(\"beside.conf\")\n",
          "include url(\"http:x\")\n",
          "include classpath(\"reference.conf\")\n",
          "include required(\"beside\")\n",
          "挥手",
          "\u0000",
          "\uFEFF",
          "{ a = ${a}, b = [${b}] }",
          "a = ${b}${b}\n",
          "b = ${c} ${c}\n",
          "c = ${?a} [1]\n",
          "kinespark { train { epochs = 3 } }\n",
          "[[[[[[[[",
          "}}}}",
          "a.a.a.a.a.a.a.a.a.a.a.a");

  @TempDir private Path folder;
  private int read;

  @Test
  void anyTextIsReadOrRefused() throws IOException {
    Files.writeString(
        folder.resolve("beside.conf"), "variables { a = ${?b}, d = ${?variables.a} }");
    Path file = folder.resolve("run.conf");
    SplittableRandom random = new SplittableRandom(SEED);
    try (FuzzRun run = new FuzzRun(LONGEST, MOST_BYTES, 0)) {
      for (int i = 0; i < INPUTS; i++) {
        String text = text(random.split());
        Files.writeString(file, text);
        String name = "input %d of seed %d:%n%s".formatted(i, SEED, text);
        run.attempt(name, text.length(), () -> readOrRefused(file));
      }
    }
    assertThat(read).as("texts that are read").isBetween(INPUTS / 50, INPUTS * 9 / 10);
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int statements = random.nextInt(random.nextInt(8) == 0 ? 120 : 8);
    for (int i = 0; i < statements; i++) {
      if (random.nextInt(3) > 0) {
        text.append("variables.").append((char) ('a' + random.nextInt(4))).append(" = ");
        for (int j = random.nextInt(4); j >= 0; j--) {
          text.append("${?variables.").append((char) ('a' + random.nextInt(4))).append("}");
          text.append(random.nextInt(2) == 0 ? " [x]" : "x");
        }
        text.append('\n');
      } else {
        for (int j = random.nextInt(6); j >= 0; j--) {
          text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
      }
    }
    return text.toString();
  }

  private void readOrRefused(Path file) {
    try {
      Settings.load(List.of(), Optional.of(file), List.of()).values();
      read++;
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageContaining("onfiguration");
    }
  }
}

package io.kinespark.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations that lie, are damaged, or would take time and memory: all end in words. */
@Timeout(20)
final class HostileConfigurationTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Settings load(Path file) {
    return Settings.load(List.of(), Optional.of(file), List.of());
  }

  private static Settings load(String argument) {
    return Settings.load(List.of(), Optional.empty(), List.of(new Argument(3, argument)));
  }

  private void requireRefused(Path file, String... parts) {
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigurationException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts).hasSizeLessThan(60_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include \"absent.conf\"",
        "include file(\"absent.conf\")",
        "include required(file(\"absent.conf\"))",
        "include required(\"absent.conf\")",
        "include classpath(\"absent.conf\")",
        "include required(classpath(\"absent.conf\"))",
        "include   \"absent.conf\" # as ever",
        "kinespark { train { include \"absent.conf\" } }",
        "kinespark.train { epochs = 3, include file(\"absent.conf\") }",
        "variables.list = [ { include classpath(\"absent.conf\") } ]"
      })
  void whatIsIncludedAndNotThereIsNamedWithItsPlace(String include) throws IOException {
    Path file = write("run.conf", "// a comment\n\n" + include + "\n");

    requireRefused(file, file + ": 3: include ", "absent.conf", "is not there");
  }

  @Test
  void includesWithinIncludesAreHeldToTheSame() throws IOException {
    write("a/one.conf", "include \"../b/two.conf\"");
    Path two = write("b/two.conf", "\nkinespark { include file(\"three.conf\") }");

    requireRefused(write("run.conf", "include \"a/one.conf\""), two + ": 2: include file(");

    write("b/three.conf", "train.epochs = 41");
    assertThat(load(folder.resolve("run.conf")).toText()).contains("\"epochs\":41");
  }

  @Test
  void shippedFilesAreHeldToTheSame() throws IOException {
    requireRefused(
        write("run.conf", "include classpath(\"io/kinespark/spark/config/broken.conf\")"),
        "broken.conf: 2: include \"absent.conf\" is not there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include url(\"http://127.0.0.1:9/a.conf\")",
        "include url(\"file:/etc/hostname\")",
        "include url(\"jar:file:/a.jar!/a.conf\")",
        "include required(url(\"https://example.org/a.conf\"))",
        "include \"http://127.0.0.1:9/a.conf\"",
        "include \"file:/etc/hostname\""
      })
  void addressesAreNotFetched(String include) throws IOException {
    Path file = write("run.conf", include);

    requireRefused(file, file + ": 1: include ", "nothing is fetched", "include it by its path");
  }

  @Test
  void aFileWithoutAFolderPartIncludesWhatLiesBesideIt() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path one = Files.createTempFile(here, "bare", ".conf");
    Path two = Files.createTempFile(here, "bare", ".conf");
    try {
      Files.writeString(one, "include \"" + two.getFileName() + "\"");
      Files.writeString(two, "kinespark.train.epochs = 41");

      assertThat(load(one.getFileName()).toText()).contains("\"epochs\":41");
      assertThat(load(here.relativize(one)).toText()).contains("\"epochs\":41");
      assertThat(load(Path.of(".").resolve(one.getFileName())).toText()).contains("\"epochs\":41");
    } finally {
      Files.delete(one);
      Files.delete(two);
    }
  }

  @Test
  void includesInACircleAreNamed() throws IOException {
    write("a.conf", "include \"b.conf\"");
    write("b.conf", "include \"../" + folder.getFileName() + "/a.conf\"");

    requireRefused(folder.resolve("a.conf"), "leads back to itself", "a.conf -> ", "b.conf -> ");
  }

  @Test
  void includesThatDoubleAreEnded() throws IOException {
    for (int i = 0; i < 25; i++) {
      write(i + ".conf", "include \"%d.conf\"\ninclude \"%d.conf\"\n".formatted(i + 1, i + 1));
    }
    write("25.conf", "");

    requireRefused(folder.resolve("0.conf"), "includes more than 1000 files");
  }

  private static String doubling(int levels, String format) {
    StringBuilder text = new StringBuilder("kinespark.train.output = ${v0}\n");
    for (int i = 0; i < levels; i++) {
      text.append(format.replace("A", "v" + i).replace("B", "v" + (i + 1))).append('\n');
    }
    return text.append("v").append(levels).append(" = x\n").toString();
  }

  static Stream<Arguments> explosions() {
    return Stream.of(
        Arguments.of("text", doubling(40, "A = ${B}${B}")),
        Arguments.of("optional", doubling(40, "A = ${?B}${?B}")),
        Arguments.of("lists", doubling(40, "A = [${B}, ${B}]")),
        Arguments.of("objects", doubling(40, "A = { a = ${B}, b = ${B} }")),
        Arguments.of("fields", doubling(40, "A.a = ${B}\nA.b = ${B}")),
        Arguments.of("merged", doubling(40, "A = { a = ${B} } ${B} ${B}")),
        Arguments.of("sections", doubling(40, "A { a { b = ${B}, c = ${B}${B} } }")),
        Arguments.of("itself", "a = x\n" + "a = ${a}${a}\n".repeat(40)),
        Arguments.of("itself as list", "a = [x]\n" + "a = ${a} ${a}\n".repeat(40)),
        Arguments.of("each other", "a = x\nb = y\n" + "a = ${b}${b}\nb = ${a}${a}\n".repeat(40)),
        Arguments.of("environment", doubling(40, "A = ${PATH}${B}${PATH}${B}")),
        Arguments.of("in a row", doubling(1_900, "A = ${B}")),
        Arguments.of("many", "a = 1\n" + "b = ${a}\n".repeat(3_000)),
        Arguments.of("in a value", "a = 1\nb = " + "${a}".repeat(100_000)));
  }

  @ParameterizedTest
  @MethodSource("explosions")
  void substitutionsThatMultiplyAreRefusedWithAPlace(String kind, String text) throws IOException {
    Path file = write("run.conf", text);

    requireRefused(file, "ubstitutions", file + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a = ${a}", "a = ${b}\nb = ${a}", "a = ${b.c}\nb = { c = ${a} }"})
  void circlesThatHaveNoValueAreErrors(String text) throws IOException {
    requireRefused(write("run.conf", "variables { " + text.replace("\n", ", ") + " }"), "${");
  }

  @Test
  void ordinarySubstitutionsAreResolved() throws IOException {
    StringBuilder text = new StringBuilder("variables { root = /data, list = [1] }\n");
    for (int i = 0; i < 60; i++) {
      text.append("variables.list = ${variables.list} [").append(i).append("]\n");
      text.append("variables.k").append(i).append(" = ${variables.root}/").append(i).append('\n');
    }
    text.append("variables.path = ${variables.root}\nvariables.path = ${variables.path}/deeper\n");
    text.append("kinespark.train.output = ${variables.path}/${?NO_SUCH_VARIABLE}run\n");

    assertThat(load(write("run.conf", text.toString())).toText())
        .contains("\"output\":\"/data/deeper/run\"");
  }

  static Stream<Arguments> monsters() {
    return Stream.of(
        Arguments.of("braces", "a {".repeat(100_000), "nested more than 64 levels"),
        Arguments.of("closed braces", "a {".repeat(65) + "}".repeat(65), "more than 64 levels"),
        Arguments.of("bare braces", "x = " + "{".repeat(100_000), "nested more than 64 levels"),
        Arguments.of("brackets", "a = " + "[".repeat(100_000), "nested more than 64 levels"),
        Arguments.of("both", "a = " + "[{a=".repeat(100_000), "nested more than 64 levels"),
        Arguments.of("long key", "a" + ".a".repeat(100_000) + " = 1", "more than 64 levels"),
        Arguments.of("quoted key", "a" + ".\"a\"".repeat(100_000) + " = 1", "more than 64 levels"),
        Arguments.of("long substitution", "a = ${a" + ".a".repeat(99_999) + "}", "64 levels"),
        Arguments.of("large", "# ".repeat(1 << 20), "more than 1048576 bytes"),
        Arguments.of("unclosed", "kinespark { train { epochs = 1", "cannot be read"),
        Arguments.of("unquoted", "kinespark.train.epochs = \"1", "cannot be read"),
        Arguments.of("zeros", "\0\0\0\0", "NUL"),
        Arguments.of("zero", "a = 1\nb = \"x\0y\"", "run.conf: 2: this is a NUL"));
  }

  @ParameterizedTest
  @MethodSource("monsters")
  void monstersEndInWords(String kind, String text, String problem) throws IOException {
    requireRefused(write("run.conf", text), "run.conf", problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train.epochs",
        "train.momentum",
        "shard.max-bytes",
        "decode.deadline",
        "train.milestones"
      })
  void hugeNumbersAreNoNumbers(String key) throws IOException {
    for (String number : List.of("9".repeat(200_000), "0." + "3".repeat(200_000), "1e999999999")) {
      for (String unit : List.of("", " KiB", "s")) {
        Path file = write("run.conf", "kinespark.%s = %s%s".formatted(key, number, unit));
        assertThatThrownBy(
                () ->
                    load(file)
                        .read(
                            root -> {
                              TrainSettings.read(root);
                              ShardSettings.read(root);
                              return DecodeSettings.read(root);
                            }))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("kinespark." + key)
            .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(5_000));
      }
    }
  }

  @Test
  void twentyThousandUnknownKeysAreCounted() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("k").append(i).append("=1\n");
    }
    Path file = write("run.conf", text.toString());

    assertThatThrownBy(() -> load(file).toText())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has 20000 problems")
        .hasMessageContaining("and 19900 more");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16, this is UTF-16",
    "UTF-16LE, this is UTF-16",
    "UTF-16BE, this is UTF-16",
    "ISO-8859-1, 2: this is not UTF-8",
    "windows-1252, 2: this is not UTF-8"
  })
  void otherEncodingsAreNamed(String encoding, String problem) throws IOException {
    Path file = folder.resolve("run.conf");
    Files.write(
        file, "# a\nkinespark.train.output = \"über\"\n".getBytes(Charset.forName(encoding)));

    requireRefused(file, file.toString(), problem, "save it as UTF-8");
  }

  @Test
  void utf8WithAndWithoutAMarkIsRead() throws IOException {
    for (String mark : List.of("", "\uFEFF")) {
      Path file = folder.resolve("run.conf");
      Files.write(
          file, (mark + "kinespark.train.output = \"über 挥手\"").getBytes(StandardCharsets.UTF_8));
      assertThat(load(file).toText()).contains("über 挥手");
    }
  }

  @Test
  void whatIsNoFileIsNamed() throws Exception {
    Path fifo = folder.resolve("fifo.conf");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    Path closed = write("closed.conf", "");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

    requireRefused(folder, folder + " is a folder, not a file");
    requireRefused(fifo, fifo + " is not a readable file");
    requireRefused(Path.of("/dev/zero"), "/dev/zero is not a readable file");
    requireRefused(
        write("run.conf", "include \"fifo.conf\""), "include \"fifo.conf\" is not there");
    requireRefused(write("run.conf", "include \".\""), "include \".\" is not there");
    if (!Files.isReadable(closed)) {
      requireRefused(closed, closed + " may not be read");
      requireRefused(write("run.conf", "include \"closed.conf\""), "closed.conf cannot be read");
    }
  }

  static Stream<Arguments> arguments() {
    return Stream.of(
        Arguments.of("train={include \"absent.conf\"}", "is not there"),
        Arguments.of("train={include url(\"http://127.0.0.1:9/\")}", "nothing is fetched"),
        Arguments.of("a=" + "[".repeat(50_000), "nested more than 64 levels"),
        Arguments.of("a=" + "{a=".repeat(50_000), "nested more than 64 levels"),
        Arguments.of("a" + ".a".repeat(50_000) + "=1", "more than 64 elements"),
        Arguments.of("a" + ".a".repeat(50_000) + "=[1]", "more than 64 elements"),
        Arguments.of("train.epochs=[1", "is not HOCON"),
        Arguments.of("train.epochs=\"", "is not HOCON"),
        Arguments.of("=", "key=value"),
        Arguments.of("..=1", "is not HOCON"),
        Arguments.of("a=${a}", "${"),
        Arguments.of("train.output=${NO_SUCH_VARIABLE}", "NO_SUCH_VARIABLE"));
  }

  @ParameterizedTest
  @MethodSource("arguments")
  void argumentsAreHeldToTheSame(String argument, String problem) {
    assertThatThrownBy(() -> load(argument))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(problem)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(10_000));
  }

  @Test
  void argumentsThatMultiplyAreRefused() {
    StringBuilder value = new StringBuilder("variables={v40=x");
    for (int i = 0; i < 40; i++) {
      value.append(
          ",v%d=${kinespark.variables.v%d}${kinespark.variables.v%d}".formatted(i, i + 1, i + 1));
    }

    assertThatThrownBy(() -> load(value.append("}").toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("multiply to more than")
        .hasMessageContaining("command line argument 3");
  }
}

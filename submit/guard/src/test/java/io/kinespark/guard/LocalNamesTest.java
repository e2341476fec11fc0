package io.kinespark.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files in a process whose locale has all letters, and in one whose has not. */
final class LocalNamesTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("plain"));
    Files.createFile(folder.resolve("plain/a"));
    Files.createFile(folder.resolve("plain/what?"));
    Files.createDirectories(folder.resolve("named"));
    assumeTrue(LocalNames.expressible("\u6d4b\u8bd5"), "the tests' own locale has all letters");
    Files.writeString(folder.resolve("named/\u6d4b\u8bd5"), "text");
  }

  @Test
  void withAllLettersNamesAreReadAndWrittenAsTheyAre() throws Exception {
    Map<String, String> said = run("C.UTF-8");

    assertThat(said)
        .containsEntry("plain", "[a, what?]")
        .containsEntry("list", "[\u6d4b\u8bd5]")
        .containsEntry("exists", "true")
        .containsEntry("status", "4")
        .containsEntry("read", "text")
        .containsEntry("mkdirs", "true")
        .containsEntry("write", "true")
        .containsEntry("rename", "true")
        .containsEntry("delete", "true")
        .containsEntry("word", "true");
    assertThat(folder.resolve("\u00fcber/\u8bad\u7ec3")).isRegularFile();
    assertThat(folder.resolve("\u00e9")).isRegularFile();
  }

  @Test
  void withoutThemNamesAreRefusedAndNothingIsWrittenUnderAnotherOne() throws Exception {
    Map<String, String> said = run("C");

    assertThat(said).containsEntry("plain", "[a, what?]");
    assertThat(said.remove("plain")).isNotNull();
    assertThat(said.get("list"))
        .startsWith("InexpressibleNameException: " + folder.resolve("named") + " holds a file");
    assertThat(said.get("mkdirs"))
        .startsWith("InexpressibleNameException: " + folder.resolve("\u00fcber"));
    assertThat(said.get("word")).startsWith("IllegalArgumentException: '\u00fcber' has letters");
    assertThat(said.values()).hasSize(9).allMatch(text -> text.contains("LC_ALL"));
    try (var left = Files.walk(folder)) {
      assertThat(left.map(path -> folder.relativize(path).toString()))
          .containsExactlyInAnyOrder(
              "", "plain", "plain/a", "plain/what?", "named", "named/\u6d4b\u8bd5");
    }
  }

  @Test
  void aFileWhoseNameIsNoTextIsLeftOutAndDoesNotEndTheListing() throws Exception {
    ProcessBuilder touch =
        new ProcessBuilder(
            "bash", "-c", "touch \"$0\"/$'caf\\xe9'", folder.resolve("plain").toString());
    assertThat(touch.start().waitFor()).isZero();
    LocalNames.install();
    var path = new org.apache.hadoop.fs.Path(folder.resolve("plain").toString());
    FileSystem files = FileSystem.newInstance(path.toUri(), new Configuration());

    assertThat(files).isInstanceOf(NamedLocalFileSystem.class);
    assertThat(files.listStatus(path))
        .extracting(status -> status.getPath().getName())
        .containsExactlyInAnyOrder("a", "what?");
  }

  @Test
  void aWordThatLostLettersOnItsWayIsRefused() {
    assertThatThrownBy(() -> LocalNames.requireWhole("train.output=/runs/\uFFFDber"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LC_ALL");
  }

  private Map<String, String> run(String locale) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(NamesRun.class.getName(), folder.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LC_ALL", locale);
    Process process = builder.start();
    try {
      List<String> lines =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith(NamesRun.MARK))
              .map(line -> line.substring(NamesRun.MARK.length()))
              .toList();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      Map<String, String> said = new TreeMap<>();
      for (String line : lines) {
        int colon = line.indexOf(": ");
        said.put(line.substring(0, colon), line.substring(colon + 2));
      }
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}

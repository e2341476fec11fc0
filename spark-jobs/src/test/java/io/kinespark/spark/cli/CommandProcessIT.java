package io.kinespark.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.job.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in processes that were not started as the launcher does. */
class CommandProcessIT {
  @TempDir Path folder;

  /** What a command ended with. */
  private record Ended(int code, String said) {}

  @Test
  void nativesThatSomebodyElseCouldHavePlantedAreNotLoaded() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    long user = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    Path planted = Files.createDirectory(temporary.resolve("kinespark-natives-" + user));
    Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> options =
        List.of(
            "-Dorg.bytedeco.javacpp.cachedir=",
            "-Duser.home=" + folder.resolve("no-home"),
            "-Djava.io.tmpdir=" + temporary);

    Ended ended = run(Map.of("XDG_CACHE_HOME", ""), options, "describe");

    assertThat(ended.code()).as(ended.said()).isEqualTo(ExitCode.FAILED);
    assertThat(ended.said())
        .contains(planted + " has mode 0777", "set the environment's KINESPARK_NATIVES");
    try (var files = Files.walk(folder)) {
      assertThat(files.map(folder::relativize).map(Path::toString))
          .containsExactlyInAnyOrder("", "tmp", "tmp/" + planted.getFileName());
    }
  }

  @Test
  void withoutALocaleArgumentsAndPathsWithOtherLettersAreRefused() throws Exception {
    Map<String, String> environment = Map.of("LC_ALL", "C");

    Ended argument =
        run(environment, List.of(), "preprocess", "preprocess.output=" + folder + "/\u00fcber");
    assertThat(argument.code()).as(argument.said()).isEqualTo(ExitCode.USAGE);
    assertThat(argument.said()).contains("preprocess.output=" + folder, "LC_ALL", "C.UTF-8");

    Path videos = Files.createDirectories(folder.resolve("videos"));
    Files.writeString(videos.resolve("train.txt"), "a.mp4 0\n");
    Files.writeString(videos.resolve("classes.txt"), "a\n");
    Path conf =
        Files.writeString(
            folder.resolve("run.conf"),
            """
            kinespark.dataset { root = "%s", label-names = "%s/classes.txt", label-base = 0
              annotations.train = "%s/train.txt" }
            kinespark.preprocess.output = "%s/\u00fcber"
            """
                .formatted(videos, videos, videos, folder),
            StandardCharsets.UTF_8);
    Ended path = run(environment, List.of(), "preprocess", "--conf", conf.toString());
    assertThat(path.code()).as(path.said()).isEqualTo(ExitCode.FAILED);
    assertThat(path.said()).contains(folder + "/\u00fcber", "cannot be a name here", "LC_ALL");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .doesNotContain("??ber", "\u00fcber", "?ber");
    }
  }

  private Ended run(Map<String, String> environment, List<String> options, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("test.opens").split(" ")));
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dspark.master=local[1]");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), said);
    } finally {
      process.destroyForcibly();
    }
  }
}

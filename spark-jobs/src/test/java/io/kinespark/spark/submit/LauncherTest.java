package io.kinespark.spark.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code submit/kinespark} hands to an installed Spark's spark-submit, which is played by a
 * script that writes its arguments down.
 */
final class LauncherTest {
  @TempDir private Path folder;

  private Path project;
  private Path spark;

  /** What a launch ended with. */
  private record Launch(int code, List<String> arguments, String environment, String errors) {

    /** The value of a property that was set with --conf, of which there must be just one. */
    String property(String key) {
      List<String> values =
          arguments.stream().filter(argument -> argument.startsWith(key + "=")).toList();
      assertThat(values).as(key).hasSize(1);
      return values.get(0).substring(key.length() + 1);
    }

    /** What LC_ALL was set to. */
    String locale() {
      return environment.substring(0, environment.indexOf(' '));
    }

    /** What SPARK_LOCAL_IP was set to. */
    String localAddress() {
      return environment.substring(environment.indexOf(' ') + 1);
    }

    boolean sets(String key) {
      return arguments.stream().anyMatch(argument -> argument.startsWith(key + "="));
    }
  }

  @BeforeEach
  void layOut() throws IOException {
    project = folder.resolve("my project");
    spark = folder.resolve("spark home");
    Path submit = Files.createDirectories(project.resolve("submit"));
    for (String script : List.of("kinespark", "common.sh")) {
      Files.copy(
          Path.of("..", "submit", script),
          submit.resolve(script),
          java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }
    touch(submit.resolve("target/spark-home/jars/kinespark-asm6-compat-1.jar"));
    touch(submit.resolve("target/spark-home/jars/kinespark-guard-1.jar"));
    touch(submit.resolve("target/spark-home/jars/jaxb-api-2.jar"));
    touch(submit.resolve("target/lib/kinespark-spark-jobs-1.jar"));
    touch(submit.resolve("target/lib/library-2.jar"));
    Files.writeString(submit.resolve("target/java-options"), "-Down=1 -Dsecond=2\n");
    touch(spark.resolve("jars/spark-core_2.11-2.4.8.jar"));
    Path script = touch(spark.resolve("bin/spark-submit"));
    Files.writeString(
        script,
        """
        #!/usr/bin/env bash
        printf '%s\\0' "$@" >"$SPARK_HOME/arguments"
        printf '%s %s' "${LC_ALL-}" "${SPARK_LOCAL_IP-}" >"$SPARK_HOME/environment"
        exit 7
        """);
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void theCommandsArgumentsArriveAsTheyStandAndSubmitsExitCodeIsKept() throws Exception {
    Launch launch = launch("train", "--conf", "my file.conf", "train.output=a b", "x=*");

    assertThat(launch.code()).isEqualTo(7);
    assertThat(launch.arguments())
        .startsWith("--class", "io.kinespark.spark.cli.Main")
        .endsWith(
            project.resolve("submit/target/lib/kinespark-spark-jobs-1.jar").toString(),
            "train",
            "--conf",
            "my file.conf",
            "train.output=a b",
            "x=*");
  }

  @Test
  void withoutAMasterEverythingRunsOnThisMachine() throws Exception {
    Launch launch = launch("train");

    assertThat(launch.property("spark.master")).isEqualTo("local[*]");
    assertThat(launch.property("spark.driver.extraClassPath").split(":"))
        .containsExactly(
            project.resolve("submit/target/spark-home/jars/kinespark-asm6-compat-1.jar").toString(),
            project.resolve("submit/target/spark-home/jars/kinespark-guard-1.jar").toString(),
            project.resolve("submit/target/spark-home/jars/jaxb-api-2.jar").toString(),
            project.resolve("submit/conf").toString(),
            project.resolve("submit/target/lib") + "/*");
    assertThat(launch.property("spark.driver.extraJavaOptions")).isEqualTo("-Down=1 -Dsecond=2");
    assertThat(launch.property("spark.driver.memory")).matches("[0-9]+m");
    assertThat(launch.sets("spark.jars")).isFalse();
    assertThat(launch.localAddress()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "", "xx_XX.UTF-8"})
  void withoutAUtf8LocaleDriverAndExecutorsGetOne(String locale) throws Exception {
    Path launcher = project.resolve("submit/kinespark");
    Map<String, String> environment = Map.of("LC_ALL", locale, "LC_CTYPE", "", "LANG", "");

    Launch launch = launch(environment, launcher, "train", "train.output=/\u6d4b\u8bd5");

    assertThat(launch.locale()).containsIgnoringCase("utf");
    assertThat(launch.property("spark.executorEnv.LC_ALL")).isEqualTo(launch.locale());
    assertThat(launch.arguments()).endsWith("train.output=/\u6d4b\u8bd5");
  }

  @Test
  void aLocaleOfUtf8StaysAndExecutorsGetIt() throws Exception {
    Path launcher = project.resolve("submit/kinespark");

    Launch launch = launch(Map.of("LC_ALL", "", "LANG", "C.UTF-8"), launcher, "train");

    assertThat(launch.locale()).isEmpty();
    assertThat(launch.property("spark.executorEnv.LC_ALL")).isEqualTo("C.UTF-8");
  }

  @Test
  void aMachineWithoutAUtf8LocaleRefusesLettersOutsideAscii() throws Exception {
    Path java = touch(folder.resolve("jdk/bin/java"));
    Files.writeString(
        java, "#!/bin/sh\necho 'sun.jnu.encoding = ANSI_X3.4-1968\nversion \"17.0.1\"'\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment =
        Map.of("LC_ALL", "C", "JAVA_HOME", folder.resolve("jdk").toString());
    Path launcher = project.resolve("submit/kinespark");

    Launch refused = launch(environment, launcher, "train", "train.output=/\u6d4b\u8bd5");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.errors())
        .contains("'train.output=/\u6d4b\u8bd5' has letters outside ASCII", "no UTF-8 locale");
    assertThat(refused.arguments()).isEmpty();

    Launch plain = launch(environment, launcher, "train", "train.output=/runs");
    assertThat(plain.code()).isEqualTo(7);
    assertThat(plain.sets("spark.executorEnv.LC_ALL")).isFalse();
  }

  @Test
  void theSecretOfTheClusterOnThisMachineIsNamedByItsFileAlone() throws Exception {
    Path standalone = Files.createDirectories(project.resolve("submit/target/standalone"));
    Files.writeString(standalone.resolve("address"), "spark://127.0.0.1:7077\n");
    Files.writeString(standalone.resolve("secret"), "much too secret");

    Launch own = launch("train", "--master", "spark://127.0.0.1:7077", "--");
    assertThat(own.property("spark.kinespark.secret-file"))
        .isEqualTo(standalone.resolve("secret").toString());
    assertThat(own.arguments()).noneMatch(argument -> argument.contains("too secret"));
    assertThat(own.localAddress()).isEqualTo("127.0.0.1");

    Launch other = launch("train", "--master", "spark://host:7077", "--");
    assertThat(other.sets("spark.kinespark.secret-file")).isFalse();
    assertThat(other.localAddress()).isEmpty();
  }

  @Test
  void aClusterGetsTheJarsAndTheOptions() throws Exception {
    Launch launch =
        launch("train", "--master", "spark://host:7077", "--num-executors", "3", "--", "a=b");

    assertThat(launch.property("spark.master")).isEqualTo("spark://host:7077");
    assertThat(launch.property("spark.jars"))
        .isEqualTo(project.resolve("submit/target/lib/library-2.jar").toString());
    assertThat(launch.property("spark.executor.extraClassPath"))
        .contains("kinespark-asm6-compat-1.jar", "kinespark-guard-1.jar");
    assertThat(launch.property("spark.executor.plugins"))
        .isEqualTo("io.kinespark.guard.ExecutorGuard");
    assertThat(launch.property("spark.executor.extraJavaOptions")).isEqualTo("-Down=1 -Dsecond=2");
    assertThat(launch.arguments()).containsSequence("--num-executors", "3").endsWith("a=b");
  }

  @Test
  void whatAUserSaysToSparkIsKeptInEveryForm() throws Exception {
    Launch launch =
        launch(
            "train",
            "--master=local-cluster[2,1,1024]",
            "--driver-memory",
            "3g",
            "--driver-java-options",
            "-Dmine=a b",
            "--conf=spark.executor.extraJavaOptions=-Dtheirs=c",
            "--jars",
            "extra.jar",
            "-c",
            "spark.speculation=true",
            "--");

    assertThat(launch.property("spark.driver.memory")).isEqualTo("3g");
    assertThat(launch.property("spark.driver.extraJavaOptions"))
        .isEqualTo("-Down=1 -Dsecond=2 -Dmine=a b");
    assertThat(launch.property("spark.executor.extraJavaOptions"))
        .isEqualTo("-Down=1 -Dsecond=2 -Dtheirs=c");
    assertThat(launch.property("spark.jars")).endsWith("library-2.jar,extra.jar");
    assertThat(launch.property("spark.speculation")).isEqualTo("true");
  }

  @Test
  void aPropertiesFileIsStrongerThanTheDefaultsAndJoinedWithTheOptions() throws Exception {
    Path file =
        Files.write(
            folder.resolve("my cluster.conf"),
            List.of(
                "# spark.master none",
                "spark.master   yarn",
                "  spark.task.maxFailures = 9  ",
                "spark.driver.memory: 5g",
                "spark.driver.extraJavaOptions\t-Dfile=x"));

    Launch launch = launch("train", "--properties-file", file.toString(), "--");

    assertThat(launch.arguments()).containsSequence("--properties-file", file.toString());
    assertThat(launch.property("spark.driver.extraJavaOptions"))
        .isEqualTo("-Down=1 -Dsecond=2 -Dfile=x");
    assertThat(launch.sets("spark.jars")).isTrue();
    for (String key : List.of("spark.master", "spark.task.maxFailures", "spark.driver.memory")) {
      assertThat(launch.sets(key)).as(key).isFalse();
    }
  }

  @Test
  void aLinkToTheLauncherFindsTheProject() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("ks"), project.resolve("submit/kinespark"));

    assertThat(launch(link, "train").arguments()).contains("train");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --conf run.conf --             | needs key=value, not 'run.conf'
          --properties-file absent --    | cannot read the properties file absent
          --master --                    | option --master needs a value
          --deploy-mode cluster --       | deploy mode cluster is not supported
          """)
  void mistakesAreSaidBeforeSparkStarts(String options, String message) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(options.strip().split(" +")));

    Launch launch = launch(arguments.toArray(String[]::new));

    assertThat(launch.code()).isEqualTo(2);
    assertThat(launch.errors()).contains(message);
    assertThat(launch.arguments()).isEmpty();
  }

  @Test
  void pathsArriveLetterByLetter() throws Exception {
    String odd = "a b/$HOME/`id`/it's \"x\"/set[1]{a,b}*?\\c:d%20#+&;|<>/\u00fc";

    Launch launch =
        launch(
            "train",
            "--conf",
            "spark.local.dir=" + odd,
            "--",
            "--conf",
            odd,
            "train.output=" + odd);

    assertThat(launch.property("spark.local.dir")).isEqualTo(odd);
    assertThat(launch.arguments()).endsWith("train", "--conf", odd, "train.output=" + odd);
    assertThat(launch.errors()).isEmpty();
  }

  @Test
  void aProjectWhoseFolderSparkCannotNameIsRefused() throws Exception {
    Path odd = Files.move(project, folder.resolve("a,b [1]"));

    assertThat(launch(odd.resolve("submit/kinespark"), "train").code()).isEqualTo(7);
    Launch cluster =
        launch(odd.resolve("submit/kinespark"), "train", "--master", "spark://h:1", "--");
    assertThat(cluster.code()).isEqualTo(2);
    assertThat(cluster.errors()).contains("for a pattern or a list").contains(odd.toString());

    Path colon = Files.move(odd, folder.resolve("a:b"));
    Launch local = launch(colon.resolve("submit/kinespark"), "train");
    assertThat(local.code()).isEqualTo(2);
    assertThat(local.errors()).contains("has a colon");
  }

  @Test
  void secretsOnTheCommandLineAreSaidByTheirNames() throws Exception {
    Launch launch =
        launch(
            "train",
            "--conf",
            "spark.hadoop.fs.s3a.secret.key=KEY1",
            "--conf=spark.hadoop.fs.s3a.session.token=KEY2",
            "--driver-java-options",
            "-Dx=y -Djavax.net.ssl.trustStorePassword=KEY3",
            "--conf",
            "spark.hadoop.hadoop.security.credential.provider.path=jceks://file/x",
            "--conf",
            "spark.authenticate.secretBitLength=256",
            "--",
            "dataset.root=s3a://ME:KEY4@bucket/x");

    assertThat(launch.code()).isEqualTo(7);
    assertThat(launch.errors().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("fs.s3a.secret.key is given", "--properties-file"),
            line -> assertThat(line).contains("fs.s3a.session.token is given", "0600"),
            line -> assertThat(line).contains("javax.net.ssl.trustStorePassword is given"),
            line -> assertThat(line).contains("a URI on the command line has a password"));
    assertThat(launch.errors()).doesNotContain("KEY");
    assertThat("spark.hadoop.fs.s3a.session.token")
        .containsPattern(Pattern.compile(launch.property("spark.redaction.regex")));
  }

  @Test
  void aPropertiesFileWithSecretsIsForItsOwnerAlone() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("s3.conf"), "# fs.token x\nspark.hadoop.fs.s3a.secret.key=KEY\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(launch("train", "--properties-file", file.toString(), "--").errors())
        .contains("s3.conf has spark.hadoop.fs.s3a.secret.key in it")
        .contains("chmod 600")
        .doesNotContain("KEY", "fs.token");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(launch("train", "--properties-file", file.toString(), "--").errors()).isEmpty();
  }

  @Test
  void aSparkOfAnotherVersionIsRefused() throws Exception {
    Files.delete(spark.resolve("jars/spark-core_2.11-2.4.8.jar"));

    Launch launch = launch("train");

    assertThat(launch.code()).isEqualTo(2);
    assertThat(launch.errors()).contains("is no installed Spark 2.4 for Scala 2.11");
  }

  private Launch launch(String... arguments) throws Exception {
    return launch(project.resolve("submit/kinespark"), arguments);
  }

  private Launch launch(Path launcher, String... arguments) throws Exception {
    return launch(Map.of(), launcher, arguments);
  }

  private Launch launch(Map<String, String> environment, Path launcher, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path errors = folder.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(errors.toFile());
    builder.environment().remove("SPARK_CONF_DIR");
    builder.environment().put("KINESPARK_BUILD", "never");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_HOME", spark.toString());
    builder.environment().remove("SPARK_LOCAL_IP");
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    Path written = spark.resolve("arguments");
    List<String> received =
        Files.exists(written)
            ? List.of(Files.readString(written, StandardCharsets.UTF_8).split("\0"))
            : List.of();
    Path surroundings = spark.resolve("environment");
    return new Launch(
        process.exitValue(),
        received,
        Files.exists(surroundings) ? Files.readString(surroundings) : "",
        Files.readString(errors));
  }

  private static Path touch(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}

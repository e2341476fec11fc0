package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.manifest.IndexedVideo;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.spark.checkpoint.Digests;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.quickstart.VideoSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job over generated videos: what it makes, sets aside, goes on with and refuses. */
final class PreprocessJobIT {
  @TempDir private static Path videos;
  @TempDir private Path output;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void generate() throws IOException {
    new VideoSet(1, new FrameSize(64, 48), 12, 5).write(videos, 4, 1);
  }

  @BeforeEach
  void twoTasksAtATime() {
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.driver.host", "localhost");
    tasksAtATime(2);
  }

  @AfterEach
  void forgetSpark() {
    List.of("spark.ui.enabled", "spark.driver.host", "spark.master").forEach(System::clearProperty);
  }

  private static void tasksAtATime(int tasks) {
    System.setProperty("spark.master", "local[" + tasks + "]");
  }

  @Test
  void theOutputIsTheSameHoweverItCameAbout() throws IOException {
    tasksAtATime(1);
    assertThat(run(output.resolve("one"))).isEqualTo(ExitCode.OK);
    tasksAtATime(2);
    assertThat(run(output.resolve("two"))).isEqualTo(ExitCode.OK);
    Map<String, String> expected = digests(output.resolve("one"));

    assertThat(expected)
        .containsKeys(
            "train/videos.parquet/part-00000.parquet",
            "train/shards/train-00002-00000.tar",
            "train/units/train-00002.jsonl",
            "validation/labels.txt",
            "validation/rejects.csv",
            "validation/summary.html")
        .doesNotContainKey("test");
    assertThat(digests(output.resolve("two"))).isEqualTo(expected);

    Path train = output.resolve("two/train");
    Files.delete(train.resolve("units/train-00000.jsonl"));
    truncate(train.resolve("shards/train-00001-00000.tar"));
    Files.move(train.resolve("videos.parquet"), train.resolve(".videos.parquet.4d2.tmp"));
    Files.writeString(train.resolve("shards/.train-00000-00000.tar.app-7.tmp"), "half");
    Files.writeString(train.resolve("shards/train-00000-00001.tar"), "of another attempt");
    Object untouched = Files.getLastModifiedTime(train.resolve("shards/train-00002-00000.tar"));

    assertThat(run(output.resolve("two"))).isEqualTo(ExitCode.OK);

    assertThat(digests(output.resolve("two"))).isEqualTo(expected);
    assertThat(Files.getLastModifiedTime(train.resolve("shards/train-00002-00000.tar")))
        .isEqualTo(untouched);
    Files.delete(train.resolve("videos.parquet/part-00000.parquet"));
    assertThat(run(output.resolve("two"))).isEqualTo(ExitCode.OK);
    assertThat(digests(output.resolve("two"))).isEqualTo(expected);
    flipLastLetter(train.resolve("rejects.csv"));
    flipLastLetter(train.resolve("units/train-00002.jsonl"));
    assertThat(run(output.resolve("two"))).isEqualTo(ExitCode.OK);
    assertThat(digests(output.resolve("two"))).isEqualTo(expected);
    Object manifest = Files.getLastModifiedTime(train.resolve("videos.parquet"));
    assertThat(run(output.resolve("two"))).isEqualTo(ExitCode.OK);
    assertThat(Files.getLastModifiedTime(train.resolve("videos.parquet"))).isEqualTo(manifest);
    assertThat(out.toString())
        .containsPattern("train +8 +8 +0 +96 +3 ")
        .containsPattern("train +\\w+ +4 +0 +48\n");
  }

  /** Damages a file as disks do, and as nobody notices who does not keep checksums beside it. */
  private static void flipLastLetter(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 2] ^= 1;
    Files.write(file, bytes);
    Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  @Test
  void whatCannotBeUsedIsSetAsideWithItsReason() throws IOException {
    List<String> rows = Files.readAllLines(videos.resolve("train.csv"));
    String first = path(rows.get(1));
    Path late = videos.resolve("late.avi");
    Files.deleteIfExists(late);
    Path cut = Files.copy(videos.resolve(avi(rows)), output.resolve("cut.avi"));
    truncate(cut);
    Files.move(cut, videos.resolve("cut.avi"));
    Files.write(
        videos.resolve("bad.csv"),
        List.of(
            "path,label_id",
            first + ",0",
            "late.avi,1",
            "cut.avi,1",
            first + ",0",
            path(rows.get(2)) + ",2"));
    Path made = output.resolve("made");
    String[] bad = {
      "dataset.annotations.validation=null", "dataset.annotations.train=" + videos + "/bad.csv"
    };

    assertThatThrownBy(() -> run(made, bad))
        .isInstanceOf(PreprocessException.class)
        .hasMessageContaining("4 of the 5 rows of split train were rejected")
        .hasMessageContaining("max-reject-share = 0.01")
        .hasMessageContaining("MISSING_FILE: 1, such as late.avi: no such file")
        .hasMessageContaining("rejects.csv");
    assertThat(reasons(manifest(made.resolve("train"))))
        .containsEntry("late.avi", RejectReason.MISSING_FILE)
        .containsEntry("bad.csv:5", RejectReason.DUPLICATE)
        .containsEntry("bad.csv:6", RejectReason.BAD_LABEL)
        .containsKey("cut.avi")
        .hasSize(4);
    assertThat(Files.readAllLines(made.resolve("train/rejects.csv"))).hasSize(5);

    Files.copy(videos.resolve(avi(rows)), late);
    String[] again = append(bad, "preprocess.max-reject-share=1");
    assertThat(run(made, again)).isEqualTo(ExitCode.OK);
    assertThat(reasons(manifest(made.resolve("train")))).containsKey("late.avi");
    assertThat(run(made, append(again, "preprocess.redo-rejected=true"))).isEqualTo(ExitCode.OK);
    assertThat(reasons(manifest(made.resolve("train")))).doesNotContainKey("late.avi").hasSize(3);
  }

  @Test
  void videosOfAnotherSplitAreSaidAndCounted() throws IOException {
    List<String> rows = Files.readAllLines(videos.resolve("train.csv"));
    Files.write(
        videos.resolve("leak.csv"),
        List.of(
            rows.get(0),
            "./" + rows.get(1),
            "file://" + videos + "/" + rows.get(2),
            Files.readAllLines(videos.resolve("val.csv")).get(1)));
    String[] leak = {
      "dataset.annotations.validation=" + videos + "/leak.csv", "preprocess.splits=[validation]"
    };

    assertThat(run(output, leak)).isEqualTo(ExitCode.OK);

    String note =
        "videos of other splits: 2, such as " + "./" + path(rows.get(1)) + ", also in train";
    assertThat(err.toString()).contains("warning: validation: " + note);
    assertThat(out.toString()).contains("validation: " + note);
    assertThat(Files.readString(output.resolve("validation/summary.json")))
        .containsPattern("\"what\" : \"videos of other splits\",\\s+\"count\" : 2");
    err.getBuffer().setLength(0);
    assertThat(run(output, append(leak, "dataset.annotations.train=" + videos + "/none.csv")))
        .isEqualTo(ExitCode.OK);
    assertThat(err.toString()).contains("warning: split train is not read").contains("none.csv");
  }

  @Test
  void recordsSayWhereTheirPicturesAre() throws IOException {
    run(output.resolve("packed"));
    run(output.resolve("listed"), "preprocess.pack=false");
    run(
        output.resolve("encoded"),
        "shard.format=video",
        "shard.fps=6",
        "dataset.annotations.validation=null");

    List<VideoRecord> packed = manifest(output.resolve("packed/train")).ready();
    List<VideoRecord> listed = manifest(output.resolve("listed/train")).ready();

    assertThat(packed).hasSize(8).allMatch(video -> video.location() instanceof PackedFrames);
    assertThat(manifest(output.resolve("encoded/train")).ready())
        .hasSize(8)
        .allMatch(video -> video.location() instanceof IndexedVideo && video.facts().frames() == 6);
    assertThat(listed).hasSize(8).allMatch(video -> video.location() instanceof VideoFile);
    assertThat(listed)
        .allSatisfy(
            video -> {
              assertThat(video.facts().frames()).isEqualTo(12);
              assertThat(Files.exists(Path.of(java.net.URI.create(video.location().uri()))))
                  .isTrue();
            });
    assertThat(output.resolve("listed/train/shards")).doesNotExist();
  }

  @Test
  void otherSettingsNeedAnotherOutput() throws IOException {
    run(output);
    Map<String, String> before = digests(output);

    assertThatThrownBy(() -> run(output, "shard.short-side=32"))
        .isInstanceOf(PreprocessException.class)
        .hasMessageContaining("shard.short-side = 256 (now 32)")
        .hasMessageContaining("preprocess.overwrite=true");
    assertThat(digests(output)).isEqualTo(before);

    assertThat(run(output, "shard.short-side=32", "preprocess.overwrite=true"))
        .isEqualTo(ExitCode.OK);
    assertThat(manifest(output.resolve("train")).ready())
        .allMatch(video -> video.facts().height() == 32);
  }

  @Test
  void outputsOfOthersAndUnwritableOnesAreRefused() throws IOException {
    Files.createDirectories(output.resolve("train"));
    Files.writeString(output.resolve("train/thesis.tex"), "three years of work");

    assertThatThrownBy(() -> run(output, "preprocess.overwrite=true"))
        .isInstanceOf(PreprocessException.class)
        .hasMessageContaining("thesis.tex");

    Path file = Files.writeString(output.resolve("file"), "");
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + "/train/.lock");
    assertThatThrownBy(() -> run(output.resolve("new"), "dataset.root=" + output + "/nowhere"))
        .isInstanceOf(PreprocessException.class)
        .hasMessageContaining("dataset.root");
  }

  @Test
  void aDryRunOpensTheFirstVideosAndWritesNothing() throws IOException {
    int code = new PreprocessJob().dryRun(context(output.resolve("dry")));

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .containsPattern("train +8 +0 +3 +3 of 3 open +is made")
        .contains("2 at a time");
    assertThat(output.toFile().list()).isEmpty();
    assertThatThrownBy(
            () ->
                new PreprocessJob()
                    .dryRun(context(output.resolve("dry"), "dataset.root=" + output)))
        .isInstanceOf(PreprocessException.class)
        .hasMessageContaining("None of the first 3 videos opens");
  }

  private int run(Path made, String... overrides) throws IOException {
    return new PreprocessJob().run(context(made, overrides));
  }

  private JobContext context(Path made, String... overrides) {
    String[] all =
        append(
            new String[] {
              "dataset.root=" + videos,
              "dataset.label-names=" + videos + "/classes.txt",
              "dataset.annotations.train=" + videos + "/train.csv",
              "dataset.annotations.validation=" + videos + "/val.csv",
              "dataset.format=csv",
              "dataset.delimiter=\",\"",
              "dataset.label-column=label_id",
              "dataset.label-base=0",
              "preprocess.videos-per-task=3",
              "preprocess.output=" + made
            },
            overrides);
    Settings settings =
        Settings.load(
            List.of(),
            Optional.empty(),
            Arrays.stream(all).map(text -> new Argument(1, text)).toList());
    return new JobContext(settings, new PrintWriter(out), new PrintWriter(err));
  }

  private static Manifest manifest(Path folder) throws IOException {
    try (SparkApplication spark = SparkApplication.manyTasks("reader")) {
      return new Manifests(spark.session()).read(new org.apache.hadoop.fs.Path(folder.toString()));
    }
  }

  private static Map<String, RejectReason> reasons(Manifest manifest) {
    Map<String, RejectReason> reasons = new TreeMap<>();
    manifest
        .rejects()
        .forEach(v -> reasons.put(v.id(), ((VideoStatus.Rejected) v.status()).reason()));
    return reasons;
  }

  /** A file's digest by its path, the file system's own checksum files included. */
  private static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(folder.relativize(file).toString(), Digests.sha256(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  private static String path(String row) {
    return row.substring(0, row.indexOf(','));
  }

  private static String avi(List<String> rows) {
    return rows.stream()
        .map(PreprocessJobIT::path)
        .filter(p -> p.endsWith("avi"))
        .findFirst()
        .orElseThrow();
  }

  private static void truncate(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  private static String[] append(String[] first, String... more) {
    return Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new);
  }
}

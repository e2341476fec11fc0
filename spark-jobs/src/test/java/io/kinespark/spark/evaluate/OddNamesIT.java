package io.kinespark.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.report.EvaluationResult;
import io.kinespark.spark.report.ReportFolder;
import io.kinespark.spark.report.VideoResult;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Letters of many scripts in every name, a damaged training log and disks that take no more. */
@ExtendWith(LocalMaster.class)
final class OddNamesIT {

  private static final String LEFT = "\u6325\u624b \"\u00f6\" <b>&";
  private static final String RIGHT = "\ud83d\ude00 e\u0301 \u05e9\u05dc\u05d5\u05dd </script>";
  private static final String MODEL = "T\u00e4net \u6a21\u578b <\u2028>";
  private static final String GONE = "fort/\u5931\u8e2a.mp4";

  private static final String FAULTY = "spark.hadoop." + FaultyFileSystem.IMPLEMENTATION;

  @TempDir private static Path temporary;
  private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void makeRunAndManifest() throws IOException {
    folder = temporary.resolve("pr\u00fcfung \u8bd5");
    var run = new TinyRun(folder.resolve("run"), LEFT + "\n" + RIGHT + "\n");
    run.checkpoint(30, OptionalDouble.of(0.5));
    run.log(3);
    Path log = folder.resolve("run/log/attempt-00001.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(log));
    lines.set(4, "{\"kind\":\"itera\u0000");
    Files.write(log, lines);
    List<VideoRecord> records = new ArrayList<>();
    for (VideoRecord video : TinyEvaluation.videos(folder.resolve("videos"), 2)) {
      records.add(
          VideoRecord.listed(
              "\u00fcbung/" + video.id(), video.location().uri(), video.labels(), Split.TEST));
    }
    records.add(
        VideoRecord.listed(GONE, folder.resolve("gone.mp4").toString(), List.of(0), Split.TEST));
    writeManifest("manifest", records);
    writeManifest("nothing", records.subList(records.size() - 1, records.size()));
  }

  private static void writeManifest(String name, List<VideoRecord> records) throws IOException {
    try (var spark = SparkApplication.manyTasks("manifest")) {
      new Manifests(spark.session())
          .write(
              new Manifest(records, LabelMap.of(List.of(LEFT, RIGHT))),
              new org.apache.hadoop.fs.Path(folder.resolve(name).toString()));
    }
  }

  @BeforeEach
  void findFaultyFiles() {
    System.setProperty(FAULTY, FaultyFileSystem.class.getName());
    System.setProperty(FAULTY + ".disable.cache", "true");
  }

  @AfterEach
  void forgetFaultyFiles() {
    System.clearProperty(FAULTY);
    System.clearProperty(FAULTY + ".disable.cache");
    System.clearProperty("spark.hadoop." + FaultyFileSystem.FULL);
  }

  @Test
  void everyNameIsInEveryFileAndTheLogLosesALine() throws Exception {
    int code = evaluate("manifest", folder.resolve("bericht \u62a5\u544a").toString());

    assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
    Path report = folder.resolve("bericht \u62a5\u544a");
    EvaluationResult result = read(report);
    assertThat(result.classNames()).containsExactly(LEFT, RIGHT);
    assertThat(result.facts().model()).isEqualTo(MODEL);
    assertThat(result.videos()).extracting(VideoResult::id).allMatch(id -> id.startsWith("\u00fc"));
    assertThat(result.rejections()).extracting("videoId").containsExactly(GONE);
    assertThat(Files.readString(report.resolve("report.json")))
        .contains(LEFT.replace("\"", "\\\""), RIGHT, GONE);
    assertThat(Files.readString(report.resolve("predictions.csv")))
        .contains(LEFT.replace("\"", "\"\""));
    assertThat(Files.readString(report.resolve("report.html")))
        .contains("T\u00e4net \u6a21\u578b &lt;\\u2028&gt;", GONE, "\\u003C/script\\u003E");
    List<Row> rows = TinyEvaluation.predictions(report);
    assertThat(rows).extracting(row -> row.<String>getAs("id")).hasSize(4);
    assertThat(rows).allMatch(row -> row.<String>getAs("id").startsWith("\u00fcbung/"));
    assertThat(out.toString()).contains("top-1").contains("bericht \u62a5\u544a/report.html");
    assertThat(err.toString())
        .containsOnlyOnce("1 line is left out, first line 5: ")
        .contains("attempt-00001.jsonl");
    assertThat(Files.readString(report.resolve("report.json"))).contains("whole learning curve");
  }

  @Test
  void aPageThatCannotBeWrittenLeavesTheNumbers() throws Exception {
    Path report = folder.resolve("no page");
    System.setProperty("spark.hadoop." + FaultyFileSystem.FULL, ".report.html");
    int code = evaluate("manifest", "faulty://" + report);

    assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(report.resolve("report.html")).doesNotExist();
    assertThat(read(report).videos()).hasSize(4);
    assertThat(TinyEvaluation.predictions(report)).hasSize(4);
    assertThat(out.toString()).contains("top-1").contains("no page/report.json");
    assertThat(err.toString())
        .containsOnlyOnce("warning: could not make report.html: the disk is full");
    assertThat(Files.readString(report.resolve("report.json"))).contains("the disk is full");
  }

  @Test
  void predictionsThatCannotBeWrittenLeaveTheHeadlineAndFail() throws Exception {
    Path report = folder.resolve("no table");
    System.setProperty("spark.hadoop." + FaultyFileSystem.FULL, "part-");
    int code = evaluate("manifest", "faulty://" + report);

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("predictions.parquet cannot be written: the disk is full");
    assertThat(out.toString()).contains("top-1");
    assertThat(report.resolve("report.html")).exists();
    assertThat(read(report).videos()).hasSize(4);
  }

  @Test
  void ofNothingScoredThereIsAReportAndNoAccuracy() throws Exception {
    Path report = folder.resolve("nothing scored");
    int code = evaluate("nothing", report.toString());

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("none of 1 videos was scored");
    assertThat(out.toString()).doesNotContain("top-1").contains("report: ");
    assertThat(read(report).rejections()).extracting("videoId").containsExactly(GONE);
    assertThat(report.resolve("report.html")).exists();
  }

  private static EvaluationResult read(Path report) throws IOException {
    var path = new org.apache.hadoop.fs.Path(report.toString());
    return new ReportFolder(path.getFileSystem(new Configuration()), path).read();
  }

  private int evaluate(String manifest, String output) throws Exception {
    var settings =
        TinyRun.settings(
            "model.name=\"" + MODEL + "\"",
            "evaluate.max-reject-share=1",
            "evaluate.checkpoint=\"" + folder.resolve("run") + "\"",
            "evaluate.manifest=\"" + folder.resolve(manifest) + "\"",
            "evaluate.output=\"" + output + "\"");
    return new EvaluateJob()
        .run(new JobContext(settings, new PrintWriter(out, true), new PrintWriter(err, true)));
  }
}

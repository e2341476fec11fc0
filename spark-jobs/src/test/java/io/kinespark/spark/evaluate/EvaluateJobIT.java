package io.kinespark.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.lock.OutputLock;
import io.kinespark.spark.lock.OutputLockedException;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.report.DataCounts;
import io.kinespark.spark.report.EvaluationJsonReader;
import io.kinespark.spark.report.EvaluationResult;
import io.kinespark.spark.report.VideoResult;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole job in local mode: a run's checkpoint, a manifest with a video that is gone. */
@ExtendWith(LocalMaster.class)
final class EvaluateJobIT {

  private static final int VIDEOS = 8;

  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void makeRunAndManifest() throws IOException {
    var run = new TinyRun(folder.resolve("run"));
    run.checkpoint(30, OptionalDouble.of(0.5));
    run.log(3);
    List<VideoRecord> records =
        new ArrayList<>(TinyEvaluation.videos(folder.resolve("videos"), VIDEOS / 2));
    records.add(
        VideoRecord.listed(
            "gone.mp4", folder.resolve("gone.mp4").toString(), List.of(0), Split.TEST));
    try (var spark = SparkApplication.manyTasks("manifest")) {
      new Manifests(spark.session())
          .write(
              new Manifest(records, LabelMap.of(List.of("move_right", "move_left"))),
              new org.apache.hadoop.fs.Path(folder.resolve("manifest").toString()));
    }
  }

  @Test
  void everyVideoIsReportedOnce() throws Exception {
    int code = new EvaluateJob().run(context("report", "evaluate.max-reject-share=0.2"));

    assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
    EvaluationResult result = readReport("report");
    assertThat(result.counts()).isEqualTo(new DataCounts(VIDEOS + 1, VIDEOS, VIDEOS));
    assertThat(result.videos())
        .extracting(VideoResult::id)
        .doesNotHaveDuplicates()
        .hasSize(VIDEOS)
        .isSorted();
    assertThat(result.videos()).allMatch(VideoResult::complete);
    assertThat(result.rejections()).extracting("videoId").containsExactly("gone.mp4");
    assertThat(result.rejections()).extracting("reason").containsExactly("missing-file");
    assertThat(result.facts().checkpoint()).contains("iteration 30, epoch 3");
    assertThat(result.facts().protocol())
        .isEqualTo("2 clips of 4 frames x 3 crops of 32x32, mean of softmax");
    assertThat(result.facts().split()).isEqualTo("test");
    assertThat(result.facts().timings()).containsKeys("score", "pictures of mistakes");
    long right = result.videos().stream().filter(VideoResult::correct).count();
    assertThat(result.metrics().top1().getAsDouble()).isEqualTo(right / (double) VIDEOS);
    assertThat(out.toString())
        .containsPattern("top-1 +%.2f %%".formatted(100.0 * right / VIDEOS))
        .containsPattern("videos scored +" + VIDEOS)
        .doesNotContain("top-5")
        .contains("report: file:" + folder.resolve("report/report.html"));
    assertThat(Files.readAllLines(folder.resolve("report/predictions.csv"))).hasSize(VIDEOS + 1);
    checkPage(result);
    checkTable(result);
  }

  private static void checkPage(EvaluationResult result) throws IOException {
    String page = Files.readString(folder.resolve("report/report.html"));
    int wrong = result.worstMistakes(VIDEOS).size();
    assertThat(page.split("data:image/jpeg;base64,", -1)).hasSize(1 + 8 * wrong);
    assertThat(page).contains("\"trainLoss\"").contains("kinespark.evaluate.batch-views = 8");
  }

  private static void checkTable(EvaluationResult result) {
    List<Row> rows = TinyEvaluation.predictions(folder.resolve("report"));
    assertThat(rows).hasSize(VIDEOS);
    for (int i = 0; i < VIDEOS; i++) {
      VideoResult video = result.videos().get(i);
      List<Double> scores = rows.get(i).getList(rows.get(i).fieldIndex("scores"));
      assertThat(rows.get(i).<String>getAs("id")).isEqualTo(video.id());
      assertThat(rows.get(i).<Integer>getAs("prediction")).isEqualTo(video.predicted());
      assertThat(scores.get(video.predicted())).isEqualTo(video.score());
      assertThat(scores.get(0) + scores.get(1)).isEqualTo(1, offset(1e-9));
    }
  }

  @Test
  void tooManyRejectsRefuseTheHeadlineButNotTheReport() throws Exception {
    int code = new EvaluateJob().run(context("refused", "evaluate.max-reject-share=0.1"));

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("1 of 9 videos could not be scored");
    assertThat(out.toString()).doesNotContain("top-1").contains("report: ");
    assertThat(readReport("refused").counts().decoded()).isEqualTo(VIDEOS);
  }

  @Test
  void aSecondEvaluationIntoTheSameFolderIsRefused() throws Exception {
    FileSystem files = FileSystem.getLocal(new Configuration());
    var output = new org.apache.hadoop.fs.Path(folder.resolve("held").toString());
    try (OutputLock first = OutputLock.acquire(files, output, "evaluate.output")) {
      assertThatThrownBy(() -> new EvaluateJob().run(context("held")))
          .isInstanceOf(OutputLockedException.class)
          .hasMessageContaining("is being written by process")
          .hasMessageContaining("choose another evaluate.output");
      first.check();
    }
    assertThat(folder.resolve("held")).doesNotExist();
  }

  @Test
  void aDryRunChecksAndWritesNothing() throws Exception {
    int code = new EvaluateJob().dryRun(context("dry"));

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).contains("manifest: 9 videos").contains("checkpoint: file:");
    assertThat(folder.resolve("dry")).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".probe"))).isEmpty();
    }
  }

  private EvaluationResult readReport(String name) throws IOException {
    try (Reader in = Files.newBufferedReader(folder.resolve(name).resolve("report.json"))) {
      return EvaluationJsonReader.read(in);
    }
  }

  private JobContext context(String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evaluate.checkpoint=\"" + folder.resolve("run") + "\"",
                "evaluate.manifest=\"" + folder.resolve("manifest") + "\"",
                "evaluate.output=\"" + folder.resolve(output) + "\""));
    arguments.addAll(List.of(more));
    return new JobContext(
        TinyRun.settings(arguments.toArray(String[]::new)),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }
}

package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.spark.evaluate.EvaluateJob;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.progress.EpochRecord;
import io.kinespark.spark.progress.TrainingLog;
import io.kinespark.spark.report.EvaluationJsonReader;
import io.kinespark.spark.testing.TinyManifest;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Videos of two labels each, one of which both kinds have, through training and evaluation. */
@ExtendWith(LocalMaster.class)
class SeveralLabelsIT {

  private static final List<String> CLASSES =
      List.of("move_right", "move_left", "move", "stand_still");

  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void makeManifest() throws IOException {
    TinyManifest.write(folder, 5, CLASSES, label -> List.of(label.get(0), 2));
  }

  private JobContext context(String output, String... more) {
    List<String> values = new ArrayList<>(TinyTraining.tanet(CLASSES.size()));
    values.add("evaluate.absent-classes=count-as-zero");
    values.addAll(TinyTraining.settings(folder, output));
    values.addAll(List.of(more));
    var console = new PrintWriter(out, true);
    return new JobContext(TinyTraining.load(values), console, console);
  }

  @Test
  void validationRanksAsEvaluationDoesAndChoosesTheBestCheckpointByIt() throws Exception {
    assertThat(new TrainJob().run(context("run", "train.targets=multi-hot", "train.epochs=3")))
        .as(out.toString())
        .isEqualTo(ExitCode.OK);

    FileSystem files = FileSystem.getLocal(new Configuration());
    List<EpochRecord> epochs = TrainingLog.read(files, path("run/log")).epochs();
    assertThat(epochs).hasSize(3).allMatch(epoch -> epoch.validationMap().isPresent());
    double best =
        epochs.stream().mapToDouble(e -> e.validationMap().getAsDouble()).max().getAsDouble();
    assertThat(best).as("the class that no video shows counts 0").isBetween(0.25, 0.75);
    assertThat(out.toString()).contains("(validation mAP %.2f %%".formatted(100 * best));

    List<String> evaluation = new ArrayList<>(TinyTraining.evaluation(folder, "report"));
    evaluation.add("evaluate.checkpoint=\"" + folder.resolve("run/best") + "\"");
    assertThat(new EvaluateJob().run(context("run", evaluation.toArray(String[]::new))))
        .as(out.toString())
        .isEqualTo(ExitCode.OK);
    try (Reader report = Files.newBufferedReader(folder.resolve("report/report.json"))) {
      EvaluationMetrics metrics = EvaluationJsonReader.read(report).metrics();
      assertThat(metrics.meanAveragePrecision().getAsDouble()).isCloseTo(best, within(1e-9));
    }
  }

  private static org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toString());
  }

  @Test
  void aDrawnLabelTrainsToo() throws Exception {
    assertThat(new TrainJob().dryRun(context("drawn", "train.targets=drawn-label")))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("one batch of 4 clips: loss");
  }

  @Test
  void severalLabelsWhereOneIsTakenEndTheRunWithTheVideosName() {
    assertThatThrownBy(() -> new TrainJob().run(context("single")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has labels [1, 2]: 10 of 10 training videos have several")
        .hasMessageContaining("train.targets is single-label");
  }
}

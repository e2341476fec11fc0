package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.evaluate.EvaluateJob;
import io.kinespark.spark.evaluate.TinyEvaluation;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.progress.TrainingLog;
import io.kinespark.spark.testing.TinyManifest;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A small VoV3D trained with its recipe's rules and evaluated at several head positions. */
@ExtendWith(LocalMaster.class)
class Vov3dJobsIT {

  private static final List<String> VALUES =
      List.of(
          "model.family=vov3d",
          "model.num-classes=2",
          "model.num-segments=4",
          "model.x3d-family.train-crop=32",
          "model.vov3d.inner-channels=8",
          "model.vov3d.stage-blocks=[1,1,1,1]",
          "model.vov3d.convs-per-tosa=2",
          "sampling.train.kind=closed-segments",
          "sampling.validation.kind=closed-segments",
          "sampling.validation.clips=1",
          "sampling.test.kind=closed-segments",
          "sampling.test.clips=1",
          "augment.train={resize{kind=exact,width=40,height=40},"
              + "crop{kind=random,width=32,height=32},output{width=32,height=32},"
              + "flip{swap=[[0,1]]}}",
          "augment.validation={resize{kind=exact,width=40,height=40},"
              + "crop{kind=center,side=32},output{width=32,height=32}}",
          "augment.test={resize{kind=exact,width=64,height=64},"
              + "crop{kind=center,side=64},output{width=64,height=64}}",
          "train.epochs=1",
          "train.batch-size=4",
          "train.learning-rate=0.01",
          "train.nesterov=true",
          "train.weight-decay=5e-5",
          "train.clip-grad-norm=0",
          "train.replica-buffers=first",
          "train.precise-bn.batches=2");

  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void makeManifest() throws IOException {
    TinyManifest.write(folder, 4);
  }

  private JobContext context(String... more) {
    List<String> values = new ArrayList<>(VALUES);
    values.addAll(List.of(more));
    List<Argument> arguments = new ArrayList<>();
    values.forEach(value -> arguments.add(new Argument(arguments.size() + 1, value)));
    return new JobContext(
        Settings.load(List.of(), Optional.empty(), arguments),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private static String quoted(String name) {
    return "\"" + folder.resolve(name) + "\"";
  }

  @Test
  void aRunIsValidatedAndEvaluatedByProbabilities() throws Exception {
    int trained =
        new TrainJob()
            .run(
                context(
                    "data.train-manifest=" + quoted("manifest"),
                    "data.validation-manifest=" + quoted("manifest"),
                    "train.output=" + quoted("run")));
    int evaluated =
        new EvaluateJob()
            .run(
                context(
                    "evaluate.checkpoint=" + quoted("run"),
                    "evaluate.manifest=" + quoted("manifest"),
                    "evaluate.output=" + quoted("report")));

    assertThat(trained).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(evaluated).as(err.toString()).isEqualTo(ExitCode.OK);
    var log =
        TrainingLog.read(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(folder.resolve("run/log").toString()));
    assertThat(log.epochs()).allMatch(epoch -> epoch.validationTop1().isPresent()).hasSize(1);
    List<Row> rows = TinyEvaluation.predictions(folder.resolve("report"));
    assertThat(rows).isNotEmpty();
    for (Row row : rows) {
      List<Double> scores = row.getList(row.fieldIndex("scores"));
      assertThat(scores.get(0) + scores.get(1)).isCloseTo(1, within(1e-6));
    }
  }
}

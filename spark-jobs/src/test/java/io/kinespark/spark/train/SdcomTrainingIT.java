package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.spark.evaluate.EvaluateJob;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.run.RunCheckpoints;
import io.kinespark.spark.testing.TinyManifest;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** SDCOM's first phase from video files to a report, its running average in the checkpoints. */
@ExtendWith(LocalMaster.class)
class SdcomTrainingIT {

  private static final String RUN = "run";

  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void makeManifest() throws IOException {
    TinyManifest.write(folder, 6);
  }

  private JobContext context(String... more) {
    List<String> values =
        new ArrayList<>(
            List.of(
                "model.family=sdcom",
                "model.name=tiny",
                "model.num-classes=2",
                "model.num-segments=2",
                "model.sdcom.backbone=resnet18",
                "model.sdcom.widths=[0,1]",
                "model.sdcom.ema-decay=0.5"));
    values.addAll(TinyTraining.settings(folder, RUN));
    values.addAll(List.of(more));
    PrintWriter console = new PrintWriter(out, true);
    return new JobContext(TinyTraining.load(values), console, console);
  }

  @Test
  void theRunningAverageIsKeptAndEvaluated() throws Exception {
    run(new TrainJob(), context("train.epochs=2", "train.checkpoint.keep=2"));
    StateDict early = Safetensors.read(averages().get(0));
    StateDict average = Safetensors.read(averages().get(1));

    assertThat(value(average, "classifier.weight")).isNotEqualTo(value(early, "classifier.weight"));
    assertThat(value(average, "backbone.fc.weight")).isEqualTo(value(early, "backbone.fc.weight"));

    List<String> evaluation = new ArrayList<>(TinyTraining.evaluation(folder, "report"));
    evaluation.add("evaluate.checkpoint=\"" + averages().get(1) + "\"");
    run(new EvaluateJob(), context(evaluation.toArray(String[]::new)));
    assertThat(folder.resolve("report/report.json")).isNotEmptyFile();
  }

  private void run(Job job, JobContext context) throws Exception {
    assertThat(job.run(context)).as(out.toString()).isEqualTo(ExitCode.OK);
  }

  private static float[] value(StateDict state, String name) {
    return state.get(name).toFloats();
  }

  /** The running averages in the checkpoints, in the order of time. */
  private static List<Path> averages() throws IOException {
    try (Stream<Path> found = Files.list(folder.resolve(RUN).resolve("checkpoints"))) {
      return found.sorted().map(each -> each.resolve(RunCheckpoints.AVERAGE)).toList();
    }
  }
}

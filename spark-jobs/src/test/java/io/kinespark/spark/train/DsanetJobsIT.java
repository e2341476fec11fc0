package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.ConfigurationException;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.evaluate.EvaluateJob;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.testing.TinyManifest;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A small DSANet of two snippets, trained and then tested with twice as many in three crops. */
@ExtendWith(LocalMaster.class)
class DsanetJobsIT {
  private static final List<String> VALUES =
      List.of(
          "model.family=dsanet",
          "model.num-classes=2",
          "model.num-segments=2",
          "model.dsanet.snippets=2",
          "model.dsanet.stage-blocks=[1, 1]",
          "model.dsanet.base-width=8",
          "model.dsanet.inflation.blocks=[none, all]",
          "model.dsanet.dsa.blocks=[none, all]",
          "sampling.interval=2",
          "sampling.train.kind=snippets",
          "sampling.validation={kind=snippets,clips=1}",
          "sampling.test={kind=snippets,clips=2}",
          "augment.train={resize.kind=keep,crop{kind=mixed-axes},output{width=32,height=32},"
              + "flip{swap=[[0,1]]}}",
          "augment.validation={resize.length=32,crop.side=32,output{width=32,height=32}}",
          "augment.test={resize.length=32,crop{kind=three,side=32},output{width=32,height=32}}",
          "train.epochs=1",
          "train.batch-size=4",
          "train.learning-rate=0.01",
          "train.nesterov=true",
          "train.clip-grad-norm=40");

  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void makeManifest() throws IOException {
    TinyManifest.write(folder, 4);
  }

  private JobContext context(String... more) {
    List<Argument> arguments = new ArrayList<>();
    VALUES.forEach(value -> arguments.add(new Argument(arguments.size() + 1, value)));
    List.of(more).forEach(value -> arguments.add(new Argument(arguments.size() + 1, value)));
    return new JobContext(
        Settings.load(List.of(), Optional.empty(), arguments),
        new PrintWriter(out, true),
        new PrintWriter(new StringWriter(), true));
  }

  private JobContext training(String... more) {
    List<String> values =
        new ArrayList<>(
            List.of(
                "data.train-manifest=" + quoted("manifest"),
                "data.validation-manifest=" + quoted("manifest"),
                "train.output=" + quoted("run")));
    values.addAll(List.of(more));
    return context(values.toArray(String[]::new));
  }

  private static String quoted(String name) {
    return "\"" + folder.resolve(name) + "\"";
  }

  @Test
  void aRunIsTrainedValidatedAndTestedBySixViews() throws Exception {
    assertThat(new TrainJob().run(training())).isEqualTo(ExitCode.OK);
    int evaluated =
        new EvaluateJob()
            .run(
                context(
                    "evaluate.checkpoint=" + quoted("run"),
                    "evaluate.manifest=" + quoted("manifest"),
                    "evaluate.output=" + quoted("report")));

    assertThat(evaluated).isEqualTo(ExitCode.OK);
    assertThat(folder.resolve("report/report.html"))
        .content()
        .contains("2 clips of 4 frames x 3 crops of 32x32, mean of logits");
  }

  @Test
  void snippetsThatTheModelDoesNotAggregateAreRefused() {
    assertThatThrownBy(() -> new TrainJob().run(training("sampling.snippets=4")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("takes 4 snippets where the model aggregates 2");
  }
}

package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.cli.ExitCode;
import io.kinespark.spark.cli.JobContext;
import io.kinespark.spark.progress.TrainingLog;
import io.kinespark.spark.testing.LocalMaster;
import io.kinespark.spark.testing.TinyManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole job in local mode, straight from video files. */
@ExtendWith(LocalMaster.class)
class TrainJobIT {

  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void makeManifest() throws IOException {
    TinyManifest.write(folder, 6);
  }

  private JobContext context(String output, String... more) {
    List<String> values = new ArrayList<>(TinyTraining.tanet(2));
    values.addAll(TinyTraining.settings(folder, output));
    values.addAll(List.of(more));
    return new JobContext(
        TinyTraining.load(values), new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @Test
  void aRunThatWasStoppedAndResumedEqualsOneThatWasNot() throws Exception {
    assertThat(new TrainJob().run(context("whole", "train.epochs=3"))).isEqualTo(ExitCode.OK);
    assertThat(new TrainJob().run(context("twice", "train.epochs=1"))).isEqualTo(ExitCode.OK);
    assertThat(new TrainJob().run(context("twice", "train.epochs=3"))).isEqualTo(ExitCode.OK);

    assertThat(newest("twice", "model.safetensors"))
        .isEqualTo(newest("whole", "model.safetensors"));
    assertThat(newest("twice", "optimizer.safetensors"))
        .isEqualTo(newest("whole", "optimizer.safetensors"));
    FileSystem files = FileSystem.getLocal(new Configuration());
    var log =
        TrainingLog.read(
            files, new org.apache.hadoop.fs.Path(folder.resolve("twice/log").toString()));
    assertThat(log.epochs()).extracting("epoch").containsExactly(1, 2, 3);
    assertThat(log.epochs()).allMatch(epoch -> epoch.validationTop1().isPresent());
    assertThat(out.toString()).contains("best checkpoint: ").contains("waiting for clips");

    assertThat(new TrainJob().run(context("twice", "train.epochs=3"))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("Already trained to the end");

    assertThatThrownBy(
            () -> new TrainJob().run(context("twice", "train.epochs=3", "train.batch-size=3")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an epoch has 4");
    assertThatThrownBy(
            () -> new TrainJob().run(context("twice", "train.epochs=4", "train.resume=none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("choose another train.output");
  }

  private static byte[] newest(String run, String file) throws IOException {
    try (Stream<Path> found = Files.list(folder.resolve(run).resolve("checkpoints"))) {
      Path checkpoint = found.sorted().reduce((a, b) -> b).orElseThrow();
      return Files.readAllBytes(checkpoint.resolve(file));
    }
  }

  @Test
  void aDryRunTriesABatchAndACheckpointAndLeavesNothing() throws Exception {
    assertThat(new TrainJob().dryRun(context("dry", "train.epochs=1"))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("one batch of 4 clips: loss").contains("read back");
    assertThat(folder.resolve("dry")).isEmptyDirectory();
  }

  @Test
  void aManifestOfOtherClassesIsRefused() {
    assertThatThrownBy(() -> new TrainJob().run(context("classes", "model.num-classes=3")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 2 classes, model.num-classes is 3");
  }

  @Test
  void aDivergingRunSaysWhere() {
    assertThatThrownBy(
            () ->
                new TrainJob()
                    .run(
                        context(
                            "diverged",
                            "train.epochs=3",
                            "train.learning-rate=1e30",
                            "train.clip-grad-norm=0")))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("the loss is")
        .hasMessageContaining("in epoch");
  }
}

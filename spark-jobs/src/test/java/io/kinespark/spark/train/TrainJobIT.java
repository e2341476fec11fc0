package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.lock.OutputLock;
import io.kinespark.spark.lock.OutputLockedException;
import io.kinespark.spark.progress.TrainingLog;
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

  /** Nothing that a run has written is lost by going back, whatever is to be kept. */
  @Test
  void anOlderCheckpointBeginsABranchElsewhereAndIsRefusedInItsOwnOutput() throws Exception {
    assertThat(new TrainJob().run(context("trunk", "train.epochs=2"))).isEqualTo(ExitCode.OK);
    List<Path> written = checkpoints("trunk");
    String resume = "train.resume=\"" + written.get(0) + "\"";
    String[] keepOne = {"train.checkpoint.keep=1", "train.checkpoint.keep-best=false"};

    assertThatThrownBy(
            () ->
                new TrainJob()
                    .run(context("trunk", "train.epochs=3", resume, keepOne[0], keepOne[1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the run went on to " + written.get(1).getFileName())
        .hasMessageContaining("choose another train.output");
    assertThat(checkpoints("trunk")).isEqualTo(written);

    assertThat(
            new TrainJob().run(context("branch", "train.epochs=2", resume, keepOne[0], keepOne[1])))
        .isEqualTo(ExitCode.OK);
    assertThat(newest("branch", "model.safetensors"))
        .isEqualTo(newest("trunk", "model.safetensors"));
    assertThat(checkpoints("branch")).hasSize(1);
    assertThat(Files.readString(folder.resolve("branch/run.json")))
        .contains(written.get(0).getFileName().toString());
    assertThat(folder.resolve("branch/.lock")).doesNotExist();
  }

  private static List<Path> checkpoints(String run) throws IOException {
    try (Stream<Path> found = Files.list(folder.resolve(run).resolve("checkpoints"))) {
      return found.sorted().toList();
    }
  }

  @Test
  void aSecondTrainingOnTheSameOutputIsRefusedAndADryRunIsNot() throws Exception {
    FileSystem files = FileSystem.getLocal(new Configuration());
    var output = new org.apache.hadoop.fs.Path(folder.resolve("held").toString());
    try (OutputLock first = OutputLock.acquire(files, output, "train.output")) {
      assertThatThrownBy(() -> new TrainJob().run(context("held", "train.epochs=1")))
          .isInstanceOf(OutputLockedException.class)
          .hasMessageContaining("is being written by process " + ProcessHandle.current().pid());
      assertThat(new TrainJob().dryRun(context("held", "train.epochs=1"))).isEqualTo(ExitCode.OK);
      first.check();
    }
    assertThat(folder.resolve("held")).doesNotExist();
  }

  /** The loss of an epoch's only step is finite; what comes of it is not. */
  @Test
  void aRunThatDivergesAtTheEndOfAnEpochSaysSoAndKeepsNoCheckpointOfIt() throws Exception {
    String[] diverging = {
      "train.epochs=1", "train.batch-size=12", "train.learning-rate=1e30", "train.clip-grad-norm=0"
    };
    assertThatThrownBy(() -> new TrainJob().run(context("nan", diverging)))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("not finite after epoch 1")
        .hasMessageContaining("Lower train.learning-rate")
        .hasMessageNotContaining("broken");
    assertThat(folder.resolve("nan/checkpoints")).doesNotExist();

    List<String> regardless = new ArrayList<>(List.of(diverging));
    regardless.add("train.stop-on-nan=false");
    assertThat(new TrainJob().run(context("nan", regardless.toArray(String[]::new))))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("newest checkpoint: ");
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

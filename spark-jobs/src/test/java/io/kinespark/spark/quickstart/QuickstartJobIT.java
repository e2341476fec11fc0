package io.kinespark.spark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All stages in local mode on a handful of videos, too few to learn from. */
@ExtendWith(LocalMaster.class)
final class QuickstartJobIT {
  @TempDir private Path folder;

  private final QuickstartJob job = new QuickstartJob();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void stagesFollowEachOtherAndASecondRunGoesOn() throws Exception {
    assertThat(job.dryRun(context("train.epochs=1"))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("quickstart would write to " + root());
    assertThat(root()).doesNotExist();

    assertThat(job.run(context("train.epochs=1"))).as(err.toString()).isEqualTo(ExitCode.OK);

    checkOutcome();
    assertThat(err.toString()).contains("quickstart in " + root(), "== generate 12 videos");

    byte[] video = Files.readAllBytes(root().resolve("videos/move_left/00000.mp4"));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);

    assertThat(job.run(context("train.epochs=1"))).as(err.toString()).isEqualTo(ExitCode.OK);

    checkOutcome();
    assertThat(err.toString())
        .contains("quickstart goes on in " + root(), "the videos are there already");
    assertThat(out.toString()).contains("Already trained to the end");
    assertThat(root().resolve("videos/move_left/00000.mp4")).hasBinaryContent(video);

    assertThatThrownBy(() -> job.run(context("train.epochs=2")))
        .isInstanceOf(QuickstartException.class)
        .hasMessageContaining("kinespark.train.epochs");
  }

  private void checkOutcome() throws IOException {
    assertThat(out.toString())
        .containsPattern("TANet +\\d\\d,\\d{3} +4 +\\d+\\.\\d %")
        .containsPattern("TANet without TAM +\\d\\d,\\d{3} +4 +\\d+\\.\\d %")
        .contains("everything is in " + root());
    for (Contestant contestant : Contestant.values()) {
      Path evaluation = root().resolve(contestant.folder()).resolve("evaluation");
      assertThat(out.toString()).contains(evaluation.resolve("report.html").toString());
      assertThat(Files.readAllLines(evaluation.resolve("predictions.csv"))).hasSize(1 + 4);
    }
  }

  private Path root() {
    return folder.resolve("q");
  }

  private JobContext context(String... more) {
    Stream<String> tiny =
        Stream.of(
            "quickstart.output=" + root(),
            "quickstart.class-pairs=1",
            "quickstart.train-videos-per-class=4",
            "quickstart.validation-videos-per-class=2",
            "quickstart.frames=8",
            "quickstart.width=32",
            "quickstart.height=32",
            "model.tanet.base-width=4",
            "train.batch-size=4");
    List<Argument> arguments =
        Stream.concat(tiny, Stream.of(more)).map(text -> new Argument(1, text)).toList();
    return new JobContext(
        Settings.load(job.presets(), Optional.empty(), arguments),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }
}

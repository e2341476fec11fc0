package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.testing.TinyManifest;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Videos of which the disk does not give all bytes any more, while a network is trained on them.
 */
@ExtendWith(LocalMaster.class)
class ReadFaultsIT {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();

  @BeforeEach
  void makeManifest() throws IOException {
    TinyManifest.write(folder, 6);
  }

  private int train(String... more) throws Exception {
    List<String> values = new ArrayList<>(TinyTraining.tanet(2));
    values.addAll(TinyTraining.settings(folder, "run"));
    values.addAll(List.of("data.validation-manifest=null", "train.epochs=1", "train.replicas=2"));
    values.addAll(List.of(more));
    var context =
        new JobContext(
            TinyTraining.load(values),
            new PrintWriter(out, true),
            new PrintWriter(Writer.nullWriter(), true));
    return new TrainJob().run(context);
  }

  /** Damages a block of a video that has Hadoop's checksums beside it. */
  private void damage(int number) throws IOException {
    Path video = video(number);
    byte[] bytes = Files.readAllBytes(video);
    FileSystem files = FileSystem.getLocal(new Configuration());
    try (OutputStream whole = files.create(new org.apache.hadoop.fs.Path(video.toString()))) {
      whole.write(bytes);
    }
    bytes[bytes.length / 2] ^= 1;
    Files.write(video, bytes);
  }

  private Path video(int number) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("videos"))) {
      return files.filter(file -> file.toString().endsWith(".mp4")).sorted().toList().get(number);
    }
  }

  @Test
  void anUnreadablePlaceIsReadAgainThenSetAsideReplacedAndCounted() throws Exception {
    damage(3);

    assertThat(train()).isEqualTo(ExitCode.OK);

    assertThat(out.toString()).contains("1 clip stood in for a video that could not be read");
  }

  @Test
  void moreThanTheBoundEndTheRunWithTheirNamesAndIsNotTriedAgain() throws Exception {
    damage(3);
    damage(7);

    assertThatThrownBy(this::train)
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageStartingWith(
            "TooManyRejectsException: 2 of the 12 clips of epoch 1 could not be read, more than"
                + " train.max-reject-share = 0.01 allows")
        .hasMessageContaining(video(3).getFileName().toString())
        .hasMessageContaining(video(7).getFileName().toString())
        .hasMessageContaining("READ_ERRORS")
        .hasMessageContaining("Checksum")
        .hasMessageEndingWith("(not retried: it would fail again)");
  }
}

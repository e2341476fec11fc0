package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointCorruptException;
import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.checkpoint.RunIdentity;
import io.kinespark.spark.config.TrainSettings.Resume;
import io.kinespark.spark.train.RunHistory.Beginning;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run begins with in an output that holds this and that. */
final class RunHistoryTest {

  private static final Resume AUTO = new Resume.Newest();

  @TempDir private Path folder;
  private FileSystem files;

  @BeforeEach
  void openFileSystem() throws IOException {
    files = FileSystem.getLocal(new Configuration());
  }

  private RunHistory history(String output) {
    return new RunHistory(
        files,
        new org.apache.hadoop.fs.Path(folder.resolve(output).toString()),
        new Configuration());
  }

  /** Begins a run and writes checkpoints as it would. */
  private List<Checkpoint> train(String output, Resume resume, int... iterations)
      throws IOException {
    RunHistory history = history(output);
    Beginning beginning = history.decide(resume);
    history.begin(beginning);
    CheckpointStore store = history.store().of(beginning.run());
    Checkpoint[] written = new Checkpoint[iterations.length];
    for (int i = 0; i < iterations.length; i++) {
      int number = iterations[i];
      written[i] =
          store.commit(
              new CheckpointInfo(
                  number,
                  number / 10,
                  1,
                  0,
                  "",
                  "",
                  OptionalDouble.of(0.5),
                  OptionalDouble.empty()),
              Map.of("model.safetensors", out -> out.write(new byte[] {(byte) number, 2, 3})));
    }
    return List.of(written);
  }

  private static Resume from(Checkpoint checkpoint) {
    return new Resume.From(checkpoint.folder().toString());
  }

  private static void damage(Checkpoint checkpoint, String file) throws IOException {
    Path damaged = Path.of(checkpoint.folder().toUri()).resolve(file);
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[1] ^= 1;
    Files.write(damaged, bytes);
    Files.deleteIfExists(damaged.resolveSibling("." + file + ".crc"));
  }

  /** Every file of an output by its name, with its length. */
  private Map<String, Long> all(String output) throws IOException {
    Map<String, Long> found = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder.resolve(output))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        found.put(folder.relativize(file).toString(), Files.size(file));
      }
    }
    return found;
  }

  @Test
  void aRunGoesOnFromItsNewestUnderOneIdentity() throws IOException {
    Checkpoint first = train("run", AUTO, 10, 20).get(1);
    Beginning again = history("run").decide(AUTO);
    assertThat(again.checkpoint().orElseThrow().folder()).isEqualTo(first.folder());
    assertThat(again.run()).isEqualTo(first.run());
    assertThat(again.run().id()).isNotEmpty();
    assertThat(again.run().parent()).isEmpty();
    byte[] noted = Files.readAllBytes(folder.resolve("run/run.json"));

    Checkpoint next = train("run", from(first), 30).get(0);
    assertThat(next.run()).isEqualTo(first.run());
    assertThat(Files.readAllBytes(folder.resolve("run/run.json"))).isEqualTo(noted);
  }

  @Test
  void anOlderCheckpointOfTheSameOutputIsNotGoneBackTo() throws IOException {
    List<Checkpoint> written = train("run", AUTO, 10, 20, 30);
    Map<String, Long> before = all("run");
    assertThatThrownBy(() -> history("run").decide(from(written.get(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("train.resume is file:")
        .hasMessageContaining(
            "the run went on to "
                + written.get(2).folder().getName()
                + ", "
                + written.get(1).folder().getName())
        .hasMessageContaining("choose another train.output, where it begins a branch of this run");
    Resume spelt =
        new Resume.From(
            folder.resolve("run/../run/checkpoints") + "//" + written.get(1).folder().getName());
    assertThatThrownBy(() -> history("run").decide(spelt))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the run went on to " + written.get(2).folder().getName());
    assertThat(all("run")).isEqualTo(before);
  }

  @Test
  void aCheckpointOfAnotherOutputBeginsARunOfItsOwn() throws IOException {
    Checkpoint parent = train("run", AUTO, 10, 20, 30).get(1);
    Checkpoint branch = train("branch", from(parent), 30).get(0);

    assertThat(branch.run().id()).isNotEqualTo(parent.run().id());
    assertThat(branch.run().parent().orElseThrow())
        .isEqualTo(new RunIdentity.Parent(parent.run().id(), parent.folder().toString(), 20));
    assertThat(Files.readString(folder.resolve("branch/run.json")))
        .contains(branch.run().id(), parent.run().id(), parent.folder().getName());

    // The same command again goes on with the branch, and so does one without train.resume.
    for (Resume resume : List.of(from(parent), AUTO)) {
      Beginning again = history("branch").decide(resume);
      assertThat(again.checkpoint().orElseThrow().folder()).isEqualTo(branch.folder());
      assertThat(again.run()).isEqualTo(branch.run());
    }
    Checkpoint other = history("run").store().latest().orElseThrow();
    assertThatThrownBy(() -> history("branch").decide(from(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did not begin with " + other.folder());
  }

  @Test
  void aBranchThatWasStoppedBeforeItsFirstCheckpointBeginsWithItsParentAgain() throws IOException {
    Checkpoint parent = train("run", AUTO, 10, 20).get(0);
    train("branch", from(parent));
    String noted = Files.readString(folder.resolve("branch/run.json"));
    for (Resume resume : List.of(AUTO, from(parent))) {
      train("branch", resume);
      assertThat(Files.readString(folder.resolve("branch/run.json"))).isEqualTo(noted);
      assertThat(history("branch").decide(resume).checkpoint().orElseThrow().folder())
          .isEqualTo(parent.folder());
    }
    files.delete(parent.folder(), true);
    assertThatThrownBy(() -> history("branch").decide(AUTO))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("there is no checkpoint at " + parent.folder());
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "MANIFEST.json"})
  void newerCheckpointsThatAreDamagedAreSetAside(String file) throws IOException {
    List<Checkpoint> written = train("run", AUTO, 10, 20, 30);
    damage(written.get(2), file);
    damage(written.get(1), file);
    for (Resume resume : List.of(AUTO, from(written.get(0)))) {
      Beginning beginning = history("run").decide(resume);
      assertThat(beginning.checkpoint().orElseThrow().folder()).isEqualTo(written.get(0).folder());
      assertThat(beginning.damaged())
          .extracting(damaged -> damaged.folder().getName())
          .containsExactly(written.get(2).folder().getName(), written.get(1).folder().getName());
      assertThat(beginning.damaged().get(0).reason()).contains(file);
    }
    Checkpoint again = train("run", AUTO, 20).get(0);
    assertThat(folder.resolve("run/checkpoints").toFile().list())
        .containsExactlyInAnyOrder(
            written.get(0).folder().getName(),
            again.folder().getName(),
            "damaged-" + written.get(1).folder().getName(),
            "damaged-" + written.get(2).folder().getName());
    assertThat(history("run").decide(AUTO).checkpoint().orElseThrow().folder())
        .isEqualTo(again.folder());
  }

  @Test
  void aRunDoesNotBeginAnewOverCheckpointsThatAreAllDamaged() throws IOException {
    List<Checkpoint> written = train("run", AUTO, 10, 20);
    damage(written.get(0), "model.safetensors");
    damage(written.get(1), "MANIFEST.json");
    Map<String, Long> before = all("run");
    assertThatThrownBy(() -> history("run").decide(AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of the checkpoints in file:")
        .hasMessageContaining("MANIFEST.json")
        .hasMessageContaining("model.safetensors has SHA-256")
        .hasMessageContaining("move them away to begin anew, or choose another train.output");
    assertThatThrownBy(() -> history("run").decide(new Resume.Afresh()))
        .hasMessageContaining("choose another train.output");
    assertThatThrownBy(() -> history("run").decide(from(written.get(0))))
        .isInstanceOf(CheckpointCorruptException.class);
    assertThat(all("run")).isEqualTo(before);
  }

  @Test
  void whatWasNeverFinishedDoesNotPileUp() throws IOException {
    train("run", AUTO, 10);
    for (int restart = 0; restart < 3; restart++) {
      Path half =
          Files.createDirectories(
              folder.resolve(
                  "run/checkpoints/iteration-00000020.0000000000%02d".formatted(restart)));
      Files.writeString(half.resolve("model.safetensors"), "half");
      train("run", AUTO);
      assertThat(folder.resolve("run/checkpoints").toFile().list()).hasSize(1);
    }
  }

  @Test
  void checkpointsOfTwoRunsInOneOutputAreRefused() throws IOException {
    Checkpoint one = train("one", AUTO, 10).get(0);
    Checkpoint other = train("other", AUTO, 20).get(0);
    Path moved = folder.resolve("one/checkpoints").resolve(other.folder().getName());
    Files.move(Path.of(other.folder().toUri()), moved);
    assertThatThrownBy(() -> history("one").decide(AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds checkpoints of several runs")
        .hasMessageContaining(one.run().id())
        .hasMessageContaining(other.run().id());
  }

  @Test
  void anOutputThatLostItsFileIsTheRunOfItsCheckpoints() throws IOException {
    Checkpoint one = train("run", AUTO, 10).get(0);
    Path noted = folder.resolve("run/run.json");
    Files.delete(noted);
    train("run", AUTO);
    assertThat(Files.readString(noted)).contains(one.run().id());

    Files.writeString(noted, "{\"ru");
    Files.deleteIfExists(noted.resolveSibling(".run.json.crc"));
    assertThatThrownBy(() -> history("run").decide(AUTO))
        .isInstanceOf(CheckpointCorruptException.class)
        .hasMessageContaining("run.json is damaged; delete it");
  }

  @Test
  void nothingIsChangedByADecision() throws IOException {
    assertThat(history("nowhere").decide(AUTO).checkpoint()).isEmpty();
    assertThat(folder.resolve("nowhere")).doesNotExist();
    assertThatThrownBy(() -> history("run").decide(new Resume.From(folder + "/nothing")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("there is no checkpoint at");
  }
}

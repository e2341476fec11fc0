package io.kinespark.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointStoreTest {

  private static final double[] TOP1 = {0.9, 0.5, 0.7, 0.6};

  @TempDir Path folder;
  private FileSystem files;
  private CheckpointStore store;

  @BeforeEach
  void open() throws IOException {
    files = new RawLocalFileSystem();
    files.initialize(folder.toUri(), new Configuration());
    store = new CheckpointStore(files, new org.apache.hadoop.fs.Path(folder.toUri()));
  }

  @Test
  void whatWasCommittedComesBack() throws IOException {
    commit(10, OptionalDouble.of(0.5));
    Checkpoint latest = store.latest().orElseThrow();
    assertThat(latest.info()).isEqualTo(info(10, OptionalDouble.of(0.5), OptionalDouble.empty()));
    assertThat(latest.read("model.safetensors")).isEqualTo(weights(10));
    assertThat(latest.has("model.safetensors")).isTrue();
    assertThat(latest.has("optimizer.safetensors")).isFalse();
  }

  @Test
  void anEmptyStoreHasNone() throws IOException {
    assertThat(store.latest()).isEmpty();
    assertThat(store.best()).isEmpty();
  }

  @Test
  void theNewestIsTheOneWithTheHighestIterationWhateverTheFilesTimes() throws IOException {
    Checkpoint newest = commit(2000, OptionalDouble.empty());
    commit(999, OptionalDouble.empty());
    assertThat(store.latest().orElseThrow().folder()).isEqualTo(newest.folder());
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncate", "flip", "zero", "delete", "manifest", "manifest-garbage"})
  void aDamagedCheckpointIsPassedOver(String damage) throws IOException {
    commit(10, OptionalDouble.empty());
    Checkpoint bad = commit(20, OptionalDouble.empty());
    Path at = Path.of(bad.folder().toUri());
    damage(at, damage);
    assertThat(store.latest().orElseThrow().info().iterations()).isEqualTo(10);
  }

  private static void damage(Path checkpoint, String how) throws IOException {
    Path model = checkpoint.resolve("model.safetensors");
    switch (how) {
      case "truncate" -> Files.write(model, new byte[3]);
      case "flip" -> flip(model, false);
      case "zero" -> flip(model, true);
      case "delete" -> Files.delete(model);
      case "manifest" -> Files.delete(checkpoint.resolve("MANIFEST.json"));
      case "manifest-garbage" -> Files.writeString(checkpoint.resolve("MANIFEST.json"), "{\"fo");
      default -> throw new IllegalArgumentException(how);
    }
  }

  private static void flip(Path file, boolean zero) throws IOException {
    try (var access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(2);
      int old = access.read();
      access.seek(2);
      access.write(zero ? 0 : old ^ 4);
    }
  }

  @Test
  void aWriterThatDiesAtAnyPointLeavesAWholeCheckpoint() throws IOException {
    commit(10, OptionalDouble.empty());
    int wentBack = 0;
    int point = 0;
    boolean finished = false;
    while (!finished) {
      var dying = new DyingFileSystem(point++);
      dying.initialize(folder.toUri(), new Configuration());
      try {
        new CheckpointStore(dying, store.root())
            .commit(
                info(20, OptionalDouble.empty(), OptionalDouble.empty()),
                Map.of("model.safetensors", out -> out.write(weights(20))));
        finished = true;
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("power cut");
      }
      int newest = store.latest().orElseThrow().info().iterations();
      assertThat(newest).isIn(10, 20);
      wentBack += newest == 10 ? 1 : 0;
    }
    assertThat(wentBack).isGreaterThan(5);
    assertThat(store.latest().orElseThrow().read("model.safetensors")).isEqualTo(weights(20));
    store.prune(1, false);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void pruningKeepsTheNewestAndTheBest() throws IOException {
    commit(10, OptionalDouble.of(0.9));
    commit(20, OptionalDouble.of(0.5));
    commit(30, OptionalDouble.of(0.6));
    commit(40, OptionalDouble.of(0.7));
    store.prune(2, true);
    assertThat(store.committed())
        .extracting(c -> c.info().iterations())
        .containsExactly(40, 30, 10);
    assertThat(store.best().orElseThrow().info().iterations()).isEqualTo(10);
  }

  @Test
  void meanAveragePrecisionDecidesBeforeTop1() throws IOException {
    commit(10, OptionalDouble.of(0.9));
    Checkpoint best = commit(20, OptionalDouble.of(0.5), OptionalDouble.of(0.7));
    commit(30, OptionalDouble.of(0.6), OptionalDouble.of(0.4));

    Checkpoint found = store.best().orElseThrow();
    assertThat(found.folder()).isEqualTo(best.folder());
    assertThat(found.info()).isEqualTo(best.info());
    assertThat(found.info().validation()).isEqualTo("validation mAP 70.00 %, top-1 50.00 %");
  }

  @Test
  void aFileThatIsNotPartOfTheCheckpointIsAnError() throws IOException {
    Checkpoint checkpoint = commit(10, OptionalDouble.empty());
    assertThatThrownBy(() -> checkpoint.read("other"))
        .isInstanceOf(CheckpointCorruptException.class)
        .hasMessageContaining("other is not part of the checkpoint");
  }

  /** Every choice of damaged ones among four, of how many stay and of whether the best does. */
  @Test
  void pruningCountsOnlyWhatIsWhole() throws IOException {
    List<Checkpoint> made = new ArrayList<>();
    for (int i = 0; i < TOP1.length; i++) {
      made.add(commit(10 * (i + 1), OptionalDouble.of(TOP1[i])));
    }
    for (int damaged = 0; damaged < 1 << TOP1.length; damaged++) {
      for (int keep = 1; keep < TOP1.length; keep++) {
        requirePruned(copy(made, damaged), damaged, keep, false);
        requirePruned(copy(made, damaged), damaged, keep, true);
      }
    }
  }

  private CheckpointStore copy(List<Checkpoint> made, int damaged) throws IOException {
    Path root = Files.createTempDirectory(folder, "copy");
    for (int i = 0; i < made.size(); i++) {
      Path from = Path.of(made.get(i).folder().toUri());
      Path to = Files.createDirectory(root.resolve(from.getFileName()));
      for (String name : List.of("model.safetensors", "MANIFEST.json")) {
        Files.copy(from.resolve(name), to.resolve(name));
      }
      if ((damaged & 1 << i) != 0) {
        damage(to, i % 2 == 0 ? "flip" : "manifest-garbage");
      }
    }
    return new CheckpointStore(files, new org.apache.hadoop.fs.Path(root.toUri()));
  }

  private static void requirePruned(CheckpointStore store, int damaged, int keep, boolean keepBest)
      throws IOException {
    List<Integer> whole =
        IntStream.of(4, 3, 2, 1).filter(i -> (damaged & 1 << (i - 1)) == 0).boxed().toList();
    List<Integer> kept = new ArrayList<>(whole.subList(0, Math.min(keep, whole.size())));
    Comparator<Integer> byTop1 = Comparator.comparingDouble(i -> TOP1[i - 1]);
    if (keepBest) {
      whole.stream().max(byTop1).filter(best -> !kept.contains(best)).ifPresent(kept::add);
    }

    store.prune(keep, keepBest);

    String what =
        "damaged %s, keep %d, best %s".formatted(Integer.toBinaryString(damaged), keep, keepBest);
    assertThat(store.committed())
        .as(what)
        .extracting(checkpoint -> checkpoint.info().iterations() / 10)
        .containsExactlyElementsOf(kept);
    assertThat(store.latest().map(c -> c.info().iterations() / 10))
        .as(what)
        .isEqualTo(kept.stream().findFirst());
    assertThat(store.best().map(c -> c.info().iterations() / 10))
        .as(what)
        .isEqualTo(kept.stream().max(byTop1));
  }

  @Test
  void nothingIsDeletedForOneThatIsDamagedAsItIsWritten() throws IOException {
    commit(10, OptionalDouble.empty());
    commit(20, OptionalDouble.empty());
    damage(Path.of(commit(30, OptionalDouble.empty()).folder().toUri()), "flip");
    assertThatThrownBy(() -> store.prune(1, false))
        .isInstanceOf(CheckpointCorruptException.class)
        .hasMessageContaining("is damaged though it was just written");
    assertThat(store.committed()).hasSize(3);
  }

  @Test
  void damagedOnesAreSetAsideAndNotDeletedWhereTheyWouldHaveStayed() throws IOException {
    commit(10, OptionalDouble.empty());
    Checkpoint bad = commit(20, OptionalDouble.empty());
    damage(Path.of(bad.folder().toUri()), "flip");
    commit(30, OptionalDouble.empty());
    store.prune(2, false);
    assertThat(folder.toFile().list()).hasSize(3).contains("damaged-" + bad.folder().getName());
    assertThat(store.committed()).extracting(c -> c.info().iterations()).containsExactly(30, 10);
  }

  @Test
  void ofEqualIterationsTheOneThatWasWrittenLastIsNewest() throws IOException {
    Checkpoint first = commit(20, OptionalDouble.empty());
    Path random = Path.of(first.folder().toUri()).resolveSibling("iteration-00000020.fedcba987654");
    Files.move(Path.of(first.folder().toUri()), random);
    for (int again = 0; again < 3; again++) {
      Checkpoint second = commit(20, OptionalDouble.empty());
      assertThat(store.latest().orElseThrow().folder()).isEqualTo(second.folder());
    }
    store.prune(1, false);
    assertThat(store.committed()).hasSize(1);
  }

  @Test
  void whatIsBeyondTheOneThatWasJustWrittenIsNotTouched() throws IOException {
    commit(30, OptionalDouble.empty());
    commit(10, OptionalDouble.empty());
    Checkpoint written = commit(20, OptionalDouble.empty());
    store.prune(1, false);
    assertThat(store.committed()).extracting(c -> c.info().iterations()).containsExactly(30, 20);
    written.verify();
  }

  @Test
  void aFlippedBitInAManifestIsNoticed() throws IOException {
    RunIdentity run = RunIdentity.branchOf(commit(10, OptionalDouble.of(0.5)));
    Checkpoint whole =
        store
            .of(run)
            .commit(
                info(20, OptionalDouble.of(0.5), OptionalDouble.of(0.25)),
                Map.of("model.safetensors", out -> out.write(weights(20))));
    assertThat(whole.run()).isEqualTo(run);
    Path file = Path.of(whole.folder().toUri()).resolve("MANIFEST.json");
    byte[] json = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * json.length; bit += 3) {
      byte[] flipped = json.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, flipped);
      assertThatThrownBy(() -> store.open(whole.folder()))
          .as("bit %d", bit)
          .isInstanceOf(CheckpointCorruptException.class)
          .hasMessageContaining("MANIFEST.json");
    }
    Files.write(file, json);
    assertThat(store.open(whole.folder()).run()).isEqualTo(run);
  }

  @Test
  void aManifestOfTheFirstFormatIsReadAndOneOfALaterFormatIsNot() throws IOException {
    Path old = Files.createDirectories(folder.resolve("iteration-00000020.0123456789ab"));
    Files.write(old.resolve("model.safetensors"), weights(20));
    String json =
        """
        {"format": 1, "iterations": 20, "epochs": 2, "replicas": 2, "seed": 7,
         "configHash": "c0", "labelMapHash": "1a",
         "files": {"model.safetensors": {"bytes": 100, "sha256": "%s"}}}
        """
            .formatted(Digests.sha256(weights(20)));
    Files.writeString(old.resolve("MANIFEST.json"), json);
    Checkpoint read = store.latest().orElseThrow();
    assertThat(read.info()).isEqualTo(info(20, OptionalDouble.empty(), OptionalDouble.empty()));
    assertThat(read.run().id()).isEmpty();

    Files.writeString(old.resolve("MANIFEST.json"), json.replace(": 1,", ": 3,"));
    assertThatThrownBy(() -> store.open(read.folder()))
        .hasMessageContaining("not a checkpoint manifest of format");
  }

  @Test
  void aFullDiskIsNamedWithWhatIsNeededAndNothingIsLeftBehind() throws IOException {
    var full = new FullFileSystem(folder, 2500);
    full.initialize(folder.toUri(), new Configuration());
    var small = new CheckpointStore(full, store.root());
    for (int i = 1; i <= 2; i++) {
      small.commit(large(i), Map.of("model.safetensors", out -> out.write(new byte[600])));
    }
    String[] before = folder.toFile().list();
    for (int again = 0; again < 3; again++) {
      assertThatThrownBy(
              () ->
                  small.commit(
                      large(3), Map.of("model.safetensors", out -> out.write(new byte[600]))))
          .isInstanceOf(NoSpaceException.class)
          .hasMessageContaining("iteration-00000030.")
          .hasMessageContaining("/model.safetensors cannot be written: no space left")
          .hasMessageContaining("the checkpoint needs 0.0 MB, 0.0 MB were left")
          .hasMessageContaining("Make room there");
      assertThat(folder.toFile().list()).containsExactlyInAnyOrder(before);
    }
    assertThat(small.makeRoom(600, true)).isEqualTo(1);
    small.commit(large(3), Map.of("model.safetensors", out -> out.write(new byte[600])));
    assertThat(small.committed()).hasSize(2);
    assertThat(small.makeRoom(100_000, false)).isEqualTo(1);
    assertThat(small.makeRoom(100_000, false)).isZero();
    assertThat(small.latest().orElseThrow().info().iterations()).isEqualTo(30);
  }

  private static CheckpointInfo large(int i) {
    return info(10 * i, OptionalDouble.of(0.1 * i), OptionalDouble.empty());
  }

  @Test
  void aFolderThatCannotBeMadeSaysWhy() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    var below = new CheckpointStore(files, new org.apache.hadoop.fs.Path(file + "/checkpoints"));
    assertThatThrownBy(() -> below.commit(large(1), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("file");
  }

  @Test
  void whatWasNeverFinishedIsDeletedAndNothingElse() throws IOException {
    Checkpoint whole = commit(20, OptionalDouble.empty());
    Path begun = Files.createDirectories(folder.resolve("iteration-00000030.0123456789ab"));
    Files.write(begun.resolve("model.safetensors"), weights(30));
    Files.createDirectories(folder.resolve("mine"));
    assertThat(store.deleteUnfinished())
        .extracting(org.apache.hadoop.fs.Path::getName)
        .containsExactly(begun.getFileName().toString());
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("mine", whole.folder().getName());
  }

  private Checkpoint commit(int iterations, OptionalDouble top1) throws IOException {
    return commit(iterations, top1, OptionalDouble.empty());
  }

  private Checkpoint commit(
      int iterations, OptionalDouble top1, OptionalDouble meanAveragePrecision) throws IOException {
    return store.commit(
        info(iterations, top1, meanAveragePrecision),
        Map.of("model.safetensors", out -> out.write(weights(iterations))));
  }

  private static CheckpointInfo info(
      int iterations, OptionalDouble top1, OptionalDouble meanAveragePrecision) {
    return new CheckpointInfo(
        iterations, iterations / 10, 2, 7, "c0", "1a", top1, meanAveragePrecision);
  }

  private static byte[] weights(int iterations) {
    var bytes = new byte[100];
    java.util.Arrays.fill(bytes, (byte) iterations);
    return bytes;
  }
}

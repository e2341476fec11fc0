package io.kinespark.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointStoreTest {

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

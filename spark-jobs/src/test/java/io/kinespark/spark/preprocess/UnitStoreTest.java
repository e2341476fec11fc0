package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.FrameTimes;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.preprocess.UnitResult.Shard;
import io.kinespark.testing.FuzzRun;
import io.kinespark.testing.Mutator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A unit counts as done only if its result and its shards are whole. */
final class UnitStoreTest {
  private static final List<VideoRecord> VIDEOS =
      List.of(
          VideoRecord.listed("a.mp4", "file:/v/a.mp4", List.of(1), Split.TRAIN),
          VideoRecord.listed("b.mp4", "file:/v/b.mp4", List.of(0, 2), Split.TRAIN));
  private static final WorkUnit UNIT = new WorkUnit("train-00000", VIDEOS);

  @TempDir private Path temporary;
  private UnitStore store;
  private UnitResult result;

  @BeforeEach
  void writeOne() throws IOException {
    SplitFolder folder = new SplitFolder("file:" + temporary);
    FileSystem files = FileSystem.getLocal(new Configuration());
    String shard = folder.shards() + "/train-00000-00000.tar";
    PackedFrames frames =
        new PackedFrames(
            shard, "a", new FrameIndex(new long[] {512}, new int[] {9}, new int[] {-3}));
    result =
        new UnitResult(
            "train-00000",
            List.of(new Shard("train-00000-00000.tar", 4)),
            List.of(
                VIDEOS
                    .get(0)
                    .packed(
                        frames,
                        new VideoFacts(
                            1, 25, 8, 6, "mjpeg", 0, FrameTimes.uneven(new long[] {7}, 0, 90_000))),
                VIDEOS
                    .get(1)
                    .rejected(
                        new VideoRejectedException(RejectReason.SHORT, "b", "\"two\"\nlines"))));
    Files.createDirectories(temporary.resolve("shards"));
    Files.write(temporary.resolve("shards/train-00000-00000.tar"), new byte[4]);
    store = new UnitStore(files, folder);
    store.write(result);
  }

  @Test
  void whatIsWrittenIsFoundAgain() throws IOException {
    assertThat(store.find(UNIT)).contains(result);
    assertThat(result.hasRejects()).isTrue();
    assertThat(unitFile()).content().contains("\"uri\":\"shards/train-00000-00000.tar\"");
  }

  @Test
  void aUnitThatWasNotDoneIsNotFound() throws IOException {
    assertThat(store.find(new WorkUnit("train-00001", VIDEOS))).isEmpty();
  }

  @Test
  void otherVideosAreAnotherUnit() throws IOException {
    assertThat(store.find(new WorkUnit("train-00000", VIDEOS.subList(0, 1)))).isEmpty();
  }

  @Test
  void aShardOfAnotherSizeIsDoneAgain() throws IOException {
    Files.write(temporary.resolve("shards/train-00000-00000.tar"), new byte[3]);

    assertThat(store.find(UNIT)).isEmpty();
  }

  @Test
  void aMissingShardIsDoneAgain() throws IOException {
    Files.delete(temporary.resolve("shards/train-00000-00000.tar"));

    assertThat(store.find(UNIT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 200, 560})
  void aCutResultIsDoneAgain(int characters) throws IOException {
    String text = Files.readString(unitFile());
    Files.delete(temporary.resolve("units/.train-00000.jsonl.crc"));
    Files.writeString(unitFile(), text.substring(0, characters));

    assertThat(store.find(UNIT)).isEmpty();
  }

  @Test
  void aFlippedBitIsDoneAgain() throws IOException {
    byte[] bytes = Files.readAllBytes(unitFile());
    Files.delete(temporary.resolve("units/.train-00000.jsonl.crc"));
    for (int bit = 0; bit < 8 * bytes.length; bit += 7) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(unitFile(), damaged);

      assertThat(store.find(UNIT)).as("bit %d", bit).isEmpty();
    }
  }

  @Test
  void anyDamageIsDoneAgain() throws IOException {
    byte[] whole = Files.readAllBytes(unitFile());
    Files.delete(temporary.resolve("units/.train-00000.jsonl.crc"));
    try (FuzzRun run = new FuzzRun(Duration.ofSeconds(5), 32 << 20, 256)) {
      for (int i = 0; i < FuzzRun.inputs(200); i++) {
        Mutator mutator = Mutator.ofTexts(new SplittableRandom(i));
        byte[] damaged = mutator.mutate(whole, List.of(whole));
        Files.write(unitFile(), damaged);
        run.attempt(
            "input " + i,
            damaged.length,
            () -> {
              if (Arrays.equals(damaged, whole)) {
                assertThat(store.find(UNIT)).contains(result);
              } else {
                assertThat(store.find(UNIT)).isEmpty();
              }
            });
      }
    }
  }

  @Test
  void unitsAreCutInTheOrderOfTheirVideos() {
    assertThat(WorkUnit.cut(Split.VALIDATION, VIDEOS, 1))
        .containsExactly(
            new WorkUnit("validation-00000", VIDEOS.subList(0, 1)),
            new WorkUnit("validation-00001", VIDEOS.subList(1, 2)));
    assertThat(WorkUnit.cut(Split.TRAIN, VIDEOS, 3)).containsExactly(UNIT);
    assertThat(WorkUnit.cut(Split.TRAIN, List.of(), 3)).isEmpty();
  }

  private Path unitFile() {
    return temporary.resolve("units/train-00000.jsonl");
  }
}

package io.kinespark.preprocessing.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.IndexedVideo;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoLocation;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.shard.ShardWriter;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.preprocessing.shard.VideoPacker;
import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.testing.FuzzRun;
import io.kinespark.testing.Mutator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However a shard or what is known of it is damaged, clips have the frames that were packed, or the
 * video is set aside. Without the checksums that Hadoop keeps beside local files.
 */
@Tag("fuzz")
final class ShardsFuzzIT {
  private static final int INPUTS = FuzzRun.inputs(300);
  private static final long SEED = 20261128;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final long MOST_BYTES = 64 << 20;
  private static final int FRAMES = 12;
  private static final Configuration HADOOP = new Configuration();
  private static final DecodeOptions DECODE = DecodeOptions.defaults();

  /** Numbers that an index is changed by, or to. */
  private static final long[] NUMBERS = {
    0, 1, -1, 2, 511, 512, -512, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 40
  };

  @TempDir private Path folder;
  private final FrameSources sources = new FrameSources(HADOOP, DECODE);
  private final List<VideoRecord> records = new ArrayList<>();
  private final List<List<RgbFrame>> frames = new ArrayList<>();
  private int read;

  @BeforeEach
  void pack() throws IOException {
    Path clip =
        GeneratedClips.write(
            folder.resolve("clip.mp4"), new FrameSize(48, 32), FRAMES, EncodeOptions.h264(10));
    Reduction none = new Reduction(0, 0);
    for (Storage storage :
        List.of(
            new Storage.Jpeg(none, 90),
            new Storage.Encoded(none, EncodeOptions.Codec.H264, 4, 10),
            new Storage.Original())) {
      String name = storage.getClass().getSimpleName();
      ShardOptions options = new ShardOptions(1 << 20, storage);
      try (ShardWriter writer =
          new ShardWriter(
              FileSystem.getLocal(HADOOP),
              new org.apache.hadoop.fs.Path(folder.toUri()),
              name,
              "0",
              options)) {
        VideoRecord listed =
            VideoRecord.listed("clip.mp4", clip.toUri().toString(), List.of(1), Split.TRAIN);
        records.add(new VideoPacker(HADOOP, DECODE, options).pack(listed, writer));
        writer.finish();
      }
      Files.delete(folder.resolve("." + name + "-00000.tar.crc"));
      frames.add(read(records.get(records.size() - 1)));
    }
  }

  private List<RgbFrame> read(VideoRecord record) throws IOException {
    FrameSource source = sources.open(record);
    return source.read(IntStream.range(0, FRAMES).toArray());
  }

  @Test
  void aDamagedShardGivesTheSameFramesOrNone() throws IOException {
    try (FuzzRun run = new FuzzRun(LONGEST, MOST_BYTES, 64)) {
      for (int i = 0; i < INPUTS; i++) {
        int kind = i % records.size();
        Path shard = Path.of(URI.create(records.get(kind).location().uri()));
        byte[] whole = Files.readAllBytes(shard);
        byte[] damaged =
            Mutator.ofBytes(new SplittableRandom(SEED + i), List.of(new byte[512]))
                .mutate(whole, List.of(whole));
        Files.write(shard, damaged);
        run.attempt(
            "input %d of seed %d".formatted(i, SEED),
            damaged.length,
            () -> requireSameOrNone(records.get(kind), kind));
        Files.write(shard, whole);
      }
    }
    assertThat(read).as("inputs that are still read").isBetween(INPUTS / 10, INPUTS - 1);
  }

  @Test
  void aWrongIndexGivesTheSameFramesOrNone() {
    try (FuzzRun run = new FuzzRun(LONGEST, MOST_BYTES, 64)) {
      for (int i = 0; i < INPUTS; i++) {
        int kind = i % records.size();
        SplittableRandom random = new SplittableRandom(SEED - i);
        run.attempt(
            "input %d of seed %d".formatted(i, SEED),
            0,
            () -> {
              VideoRecord damaged;
              try {
                damaged = damaged(records.get(kind), random);
              } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
                return;
              }
              requireSameOrNone(damaged, kind);
            });
      }
    }
    assertThat(read).as("inputs that are still read").isLessThan(INPUTS - 1);
  }

  private void requireSameOrNone(VideoRecord record, int kind) throws IOException {
    try {
      List<RgbFrame> found = read(record);
      read++;
      for (int frame = 0; frame < FRAMES; frame++) {
        assertThat(found.get(frame).rgb())
            .as("frame %d of %s", frame, record.location())
            .isEqualTo(frames.get(kind).get(frame).rgb());
      }
    } catch (VideoRejectedException e) {
      assertThat(e.detail()).isNotBlank();
      assertThat(e).hasMessageContaining(e.reason().name());
    }
  }

  /** A record with one number of its index changed. */
  private static VideoRecord damaged(VideoRecord record, SplittableRandom random) {
    VideoLocation location = record.location();
    if (location instanceof PackedFrames packed) {
      location = new PackedFrames(packed.uri(), packed.key(), damaged(packed.index(), random));
    } else if (location instanceof IndexedVideo video) {
      location =
          random.nextInt(4) > 0
              ? new IndexedVideo(
                  video.file(), video.header(), damaged(video.frames(), random), video.keyFrames())
              : new IndexedVideo(
                  video.file(), video.header(), video.frames(), damaged(video.keyFrames(), random));
    } else if (location instanceof PackedVideo video) {
      int field = random.nextInt(3);
      location =
          new PackedVideo(
              video.uri(),
              video.key(),
              video.extension(),
              field == 0 ? changed(video.offset(), random) : video.offset(),
              field == 1 ? (int) changed(video.length(), random) : video.length(),
              field == 2 ? (int) changed(video.checksum(), random) : video.checksum());
    }
    return new VideoRecord(
        record.id(),
        location,
        record.labels(),
        record.split(),
        record.segment(),
        record.facts(),
        record.status());
  }

  private static FrameIndex damaged(FrameIndex index, SplittableRandom random) {
    long[] offsets = index.offsets();
    int[] lengths = index.lengths();
    int[] checksums = index.checksums();
    int frame = random.nextInt(index.frames());
    switch (random.nextInt(3)) {
      case 0 -> offsets[frame] = changed(offsets[frame], random);
      case 1 -> lengths[frame] = (int) changed(lengths[frame], random);
      default -> checksums[frame] = (int) changed(checksums[frame], random);
    }
    return new FrameIndex(offsets, lengths, checksums);
  }

  private static List<Integer> damaged(List<Integer> keyFrames, SplittableRandom random) {
    List<Integer> damaged = new ArrayList<>(keyFrames);
    int place = random.nextInt(damaged.size());
    damaged.set(place, (int) changed(damaged.get(place), random));
    return damaged;
  }

  private static long changed(long number, SplittableRandom random) {
    long by = NUMBERS[random.nextInt(NUMBERS.length)];
    return switch (random.nextInt(3)) {
      case 0 -> by;
      case 1 -> number + by;
      default -> number ^ (1L << random.nextInt(40));
    };
  }
}

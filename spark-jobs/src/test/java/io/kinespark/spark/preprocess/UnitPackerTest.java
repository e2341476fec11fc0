package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoEncoder;
import io.kinespark.spark.storage.ReadAttempts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One video that goes wrong takes nothing else with it. */
final class UnitPackerTest {
  private static final FrameSize SMALL = new FrameSize(64, 48);

  @TempDir private Path folder;
  private final Configuration hadoop = new Configuration();
  private VideoRecord good;

  @BeforeEach
  void writeGoodClip() throws IOException {
    good = record("good.mp4", clip("good.mp4", SMALL, 2, /* noisy= */ false));
  }

  @Test
  void aVideoThatTheEncoderDoesNotTake() throws IOException {
    FrameSize large = new FrameSize(340, 256);
    VideoRecord noise = record("noise.mp4", clip("noise.mp4", large, 2, /* noisy= */ true));
    Storage finest =
        new Storage.Encoded(new Reduction(0, 0), EncodeOptions.Codec.H264, /* gop= */ 4, 4);

    List<VideoRecord> packed = pack(finest, noise, good);

    assertRejected(packed.get(0), RejectReason.ENCODE_ERRORS, "shard.video.quantiser");
    assertThat(packed.get(1).isReady()).isTrue();
  }

  @Test
  void aVideoWhoseBytesItsFileSystemRefuses() throws IOException {
    Path file = clip("torn.mp4", SMALL, 9, /* noisy= */ true);
    byte[] bytes = Files.readAllBytes(file);
    org.apache.hadoop.fs.Path checked = new org.apache.hadoop.fs.Path(file.toUri());
    try (var out = FileSystem.getLocal(hadoop).create(checked, true)) {
      out.write(bytes);
    }
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    List<VideoRecord> packed =
        pack(new Storage.Original(), record("torn.mp4", file), good, record("gone.mp4", file));

    assertRejected(packed.get(0), RejectReason.READ_ERRORS, "3 attempts", "ChecksumException");
    assertThat(packed.get(1).isReady()).isTrue();
    assertRejected(packed.get(2), RejectReason.READ_ERRORS, "ChecksumException");
  }

  @Test
  void aVideoThatBringsUpAnErrorOfTheProgram() throws IOException {
    VideoRecord impossible =
        good.packed(
            new PackedFrames(
                "file:/s.tar", "a", new FrameIndex(new long[1], new int[] {1}, new int[1])),
            new VideoFacts(1, 25, 8, 6, "mjpeg", 0));

    List<VideoRecord> packed = pack(new Storage.Original(), impossible, good);

    assertRejected(packed.get(0), RejectReason.UNEXPECTED, "is packed already");
    assertThat(packed.get(1).isReady()).isTrue();
  }

  private static void assertRejected(VideoRecord video, RejectReason reason, String... details) {
    assertThat(video.status())
        .isInstanceOfSatisfying(
            VideoStatus.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(reason);
              assertThat(rejected.detail()).contains(details);
            });
  }

  private List<VideoRecord> pack(Storage storage, VideoRecord... videos) throws IOException {
    PackingPlan plan =
        new PackingPlan(
            new SplitFolder("file:" + folder.resolve("out")),
            DecodeOptions.defaults(),
            new ShardOptions(1 << 20, storage),
            /* pack= */ true);
    return new UnitPacker(plan, hadoop, new ReadAttempts(hadoop, Duration.ofMillis(1)))
        .pack(new WorkUnit("train-00000", List.of(videos)), "0")
        .videos();
  }

  private static VideoRecord record(String id, Path file) {
    return VideoRecord.listed(id, file.toUri().toString(), List.of(0), Split.TRAIN);
  }

  /** A clip of noise, or a black one. */
  private Path clip(String name, FrameSize size, int frames, boolean noisy) throws IOException {
    Path file = folder.resolve(name);
    Random random = new Random(frames);
    try (VideoEncoder encoder = VideoEncoder.open("mp4", size, EncodeOptions.mpeg4(25))) {
      for (int i = 0; i < frames; i++) {
        byte[] rgb = new byte[size.rgbBytes()];
        if (noisy) {
          random.nextBytes(rgb);
        }
        encoder.write(new RgbFrame(size, rgb));
      }
      return Files.write(file, encoder.finish());
    }
  }
}

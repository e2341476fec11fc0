package io.kinespark.preprocessing.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.ImageNaming;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.shard.ShardWriter;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.preprocessing.shard.VideoPacker;
import io.kinespark.preprocessing.source.FrameSource;
import io.kinespark.preprocessing.source.FrameSources;
import io.kinespark.preprocessing.source.VideoIndexer;
import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.video.DamagePolicy;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.testing.FuzzRun;
import io.kinespark.testing.Mutator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However a folder of images is damaged, looking into it and packing it come to the same: a video
 * whose untouched images are as they were, or a reason to set it aside.
 */
@Tag("fuzz")
final class FrameFoldersFuzzIT {
  private static final int INPUTS = FuzzRun.inputs(250);
  private static final long SEED = 20261128;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final long MOST_BYTES = 256 << 20;
  private static final int IMAGES = 5;
  private static final FrameSize SIZE = new FrameSize(40, 24);
  private static final Configuration HADOOP = new Configuration();
  private static final List<String> KINDS =
      List.of("jpeg", "jpeg", "jpeg", "png", "bmp", "gif", "tiff");

  @TempDir private Path root;
  private int used;

  @Test
  void aDamagedFolderIsTheSameForAllOrSetAside() throws IOException {
    List<List<byte[]>> sound = new ArrayList<>();
    for (String kind : KINDS) {
      List<byte[]> images = new ArrayList<>();
      for (int i = 0; i < IMAGES; i++) {
        images.add(image(kind, GeneratedClips.frame(SIZE, i)));
      }
      sound.add(images);
    }
    try (FuzzRun run = new FuzzRun(LONGEST, MOST_BYTES, 64)) {
      for (int i = 0; i < INPUTS; i++) {
        List<byte[]> images = sound.get(i % sound.size());
        Path folder = Files.createDirectory(root.resolve("v" + i));
        for (int image = 0; image < IMAGES; image++) {
          Files.write(file(folder, image), images.get(image));
        }
        SplittableRandom random = new SplittableRandom(SEED + i);
        List<String> changes = new ArrayList<>();
        for (int change = random.nextInt(3); change >= 0; change--) {
          changes.add(damage(folder, images, random));
        }
        DamagePolicy policy =
            random.nextBoolean() ? DamagePolicy.reject() : DamagePolicy.keepIfAtLeast(1);
        run.attempt(
            "input %d of seed %d, %s: %s".formatted(i, SEED, KINDS.get(i % KINDS.size()), changes),
            images.get(0).length,
            () -> requireSameOrSetAside(folder, policy));
      }
    }
    assertThat(used).as("folders that are used").isBetween(INPUTS / 10, INPUTS - 1);
  }

  private void requireSameOrSetAside(Path folder, DamagePolicy policy) throws IOException {
    DecodeOptions defaults = DecodeOptions.defaults();
    DecodeOptions decode =
        new DecodeOptions(
            1,
            defaults.maxPixels(),
            defaults.maxFrames(),
            defaults.maxDuration(),
            defaults.deadline(),
            defaults.truncation(),
            policy,
            defaults.presentation(),
            defaults.maxUnanswered());
    VideoRecord record = record(folder);
    Outcome found = Outcome.of(record, () -> new VideoIndexer(HADOOP, decode).index(record));
    Outcome packed = Outcome.of(record, () -> pack(record, folder, decode));

    assertThat(packed.rejected()).as("reason").isEqualTo(found.rejected());
    if (found.rejected().isPresent()) {
      return;
    }
    used++;
    int frames = found.record().facts().frames();
    assertThat(packed.record().facts()).isEqualTo(found.record().facts());
    FrameSources sources = new FrameSources(HADOOP, decode);
    int[] all = IntStream.range(0, frames).toArray();
    FrameSource source = sources.open(found.record());
    List<RgbFrame> inFolder = source.read(all);
    List<RgbFrame> inShard = sources.open(packed.record()).read(all);
    JpegCodec codec = new JpegCodec();
    for (int i = 0; i < frames; i++) {
      byte[] file = Files.readAllBytes(file(folder, i));
      assertThat(inFolder.get(i).rgb()).isEqualTo(codec.decode(file).orElseThrow().rgb());
      assertThat(inShard.get(i).size()).isEqualTo(inFolder.get(i).size());
      if (JpegDamage.isJpeg(file)) {
        assertThat(inShard.get(i).rgb()).as("packed image %d", i).isEqualTo(inFolder.get(i).rgb());
      }
    }
    assertThat(Files.exists(file(folder, frames))).as("an image more").isFalse();
  }

  /**
   * What became of a folder.
   *
   * @param record what was found
   * @param rejected why nothing was
   */
  private record Outcome(VideoRecord record, Optional<String> rejected) {
    interface Work {
      VideoRecord run() throws IOException;
    }

    static Outcome of(VideoRecord record, Work work) throws IOException {
      try {
        return new Outcome(work.run(), Optional.empty());
      } catch (VideoRejectedException e) {
        assertThat(e.detail()).isNotBlank();
        assertThat(e).hasMessageContaining(record.location().uri());
        return new Outcome(record, Optional.of(e.reason() + ": " + e.detail()));
      }
    }
  }

  private VideoRecord pack(VideoRecord record, Path folder, DecodeOptions decode)
      throws IOException {
    ShardOptions options = new ShardOptions(1 << 20, new Storage.Jpeg(new Reduction(0, 0), 90));
    try (ShardWriter writer =
        new ShardWriter(
            FileSystem.getLocal(HADOOP),
            new org.apache.hadoop.fs.Path(root.resolve("shards").toUri()),
            folder.getFileName().toString(),
            "0",
            options)) {
      VideoRecord packed = new VideoPacker(HADOOP, decode, options).pack(record, writer);
      writer.finish();
      return packed;
    }
  }

  /** Changes one thing in a folder; says what. */
  private static String damage(Path folder, List<byte[]> images, SplittableRandom random)
      throws IOException {
    int number = random.nextInt(IMAGES);
    Path file = file(folder, number);
    int way = random.nextInt(16);
    switch (way) {
      case 0 -> replace(file, new byte[0]);
      case 1 -> Files.deleteIfExists(file);
      case 2 -> {
        Files.deleteIfExists(file);
        Files.createDirectory(file);
      }
      case 3 -> link(file, folder.resolve("absent.jpg"));
      case 4 -> link(file, file(folder, (number + 1) % IMAGES));
      case 5 -> link(file, file);
      case 6 -> replace(folder.resolve("Thumbs.db"), images.get(0));
      case 7 -> replace(file(folder, IMAGES + random.nextInt(3)), images.get(0));
      case 8 -> replace(folder.resolve("0000001.jpg"), images.get(0));
      case 9 -> replace(file(folder, -1), images.get(1));
      default ->
          replace(
              file,
              Mutator.ofBytes(random.split(), List.of(new byte[] {(byte) 0xff, (byte) 0xda}))
                  .mutate(images.get(number), images));
    }
    return way + " of image " + number;
  }

  private static void replace(Path file, byte[] image) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, image);
  }

  private static void link(Path file, Path target) throws IOException {
    Files.deleteIfExists(file);
    Files.createSymbolicLink(file, target);
  }

  private static Path file(Path folder, int index) {
    return folder.resolve("%05d.jpg".formatted(index + 1));
  }

  private static byte[] image(String kind, RgbFrame frame) throws IOException {
    if (kind.equals("jpeg")) {
      return new JpegCodec().encode(frame, 90);
    }
    BufferedImage image =
        new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < SIZE.width() * SIZE.height(); i++) {
      image.setRGB(i % SIZE.width(), i / SIZE.width(), (frame.rgb()[3 * i] & 0xff) * 0x10101);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, kind, file)).isTrue();
    return file.toByteArray();
  }

  private static VideoRecord record(Path folder) {
    return new VideoRecord(
        "v",
        new FrameFolder(folder.toString(), new ImageNaming("%05d.jpg"), 12, 1, 0),
        List.of(0),
        Split.TRAIN,
        Segment.WHOLE,
        VideoFacts.UNKNOWN,
        new VideoStatus.Listed());
  }
}

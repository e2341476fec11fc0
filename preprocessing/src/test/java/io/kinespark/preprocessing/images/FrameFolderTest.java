package io.kinespark.preprocessing.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.ImageNaming;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.preprocessing.shard.ShardWriter;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.preprocessing.shard.VideoPacker;
import io.kinespark.preprocessing.source.FrameSource;
import io.kinespark.preprocessing.source.FrameSources;
import io.kinespark.preprocessing.source.VideoIndexer;
import io.kinespark.preprocessing.video.DamagePolicy;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrameFolderTest {

  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path root;

  @Test
  void imagesAreNamedAndNumberedBothWays() {
    ImageNaming naming = new ImageNaming("{folder}_%06d.jpg");

    assertThat(naming.name("9_1", 12)).isEqualTo("9_1_000012.jpg");
    assertThat(naming.number("9_1", "9_1_000012.jpg")).hasValue(12);
    assertThat(naming.number("9_1", "9_1_12.jpg")).isEmpty();
    assertThat(naming.number("9_1", "9_2_000012.jpg")).isEmpty();
    assertThat(new ImageNaming("%05d.jpg").number("x", "123456.jpg")).hasValue(123456);
    for (String pattern : List.of("img.jpg", "%d_%d.jpg", "a/%d.jpg", "%s.jpg")) {
      assertThatThrownBy(() -> new ImageNaming(pattern))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void framesAreReadByIndexFromTheFirstNumber() throws IOException {
    images("4711", 1, 5);
    VideoRecord ready = new VideoIndexer(HADOOP, DecodeOptions.defaults()).index(record("4711", 0));
    assertThat(ready.facts()).isEqualTo(new VideoFacts(5, 12, 16, 10, "mjpeg", 0));

    FrameSource frames = sources().open(ready);

    assertThat(frames.frameCount()).isEqualTo(5);
    List<RgbFrame> read = frames.read(new int[] {4, 0, 4});
    assertThat(grey(read.get(0))).isBetween(78, 82);
    assertThat(grey(read.get(1))).isBetween(0, 2);
    assertThat(read.get(2)).isSameAs(read.get(0));
    assertThat(sources().open(record("4711", 3)).frameCount()).isEqualTo(3);
  }

  @Test
  void aSegmentIsCutByTheRateOfTheImages() throws IOException {
    images("4711", 1, 30);
    VideoRecord whole = record("4711", 0);
    VideoRecord segment =
        new VideoRecord(
            "s",
            whole.location(),
            List.of(),
            Split.TRAIN,
            new TimeSpan(1, 2),
            VideoFacts.UNKNOWN,
            new VideoStatus.Listed());

    FrameSource frames = sources().open(segment);

    assertThat(frames.frameCount()).isEqualTo(13);
    assertThat(grey(frames.read(new int[] {0}).get(0))).isBetween(238, 242);
  }

  @Test
  void jpegFilesArePackedAsTheyAreUnlessTheyAreTooLarge() throws IOException {
    images("4711", 1, 3);
    for (int shortSide : new int[] {0, 5}) {
      ShardOptions options = options(new Reduction(shortSide, 0));
      VideoRecord packed = pack(record("4711", 0), "out" + shortSide, options);
      byte[] stored =
          new ShardReader(HADOOP)
              .readFrames((PackedFrames) packed.location(), new int[] {1})
              .get(0);
      byte[] original = Files.readAllBytes(root.resolve("4711/00002.jpg"));
      assertThat(Arrays.equals(stored, original)).isEqualTo(shortSide == 0);
      assertThat(packed.facts())
          .isEqualTo(
              new VideoFacts(3, 12, shortSide == 0 ? 16 : 8, shortSide == 0 ? 10 : 5, "mjpeg", 0));
    }
  }

  @Test
  void imagesAreBroughtToTheRateAskedFor() throws IOException {
    images("4711", 1, 5);
    VideoRecord packed = pack(record("4711", 0), "out", options(new Reduction(0, 30)));
    assertThat(packed.facts()).isEqualTo(new VideoFacts(13, 30, 16, 10, "mjpeg", 0));
    List<RgbFrame> frames = sources().open(packed).read(new int[] {2, 3, 12});
    assertThat(grey(frames.get(0))).isBetween(0, 2);
    assertThat(grey(frames.get(1))).isBetween(18, 22);
    assertThat(grey(frames.get(2))).isBetween(78, 82);
  }

  private static ShardOptions options(Reduction reduction) {
    return new ShardOptions(1 << 20, new Storage.Jpeg(reduction, 90));
  }

  private VideoRecord pack(VideoRecord record, String folder, ShardOptions options)
      throws IOException {
    FileSystem files = FileSystem.getLocal(HADOOP);
    var path = new org.apache.hadoop.fs.Path(root.resolve(folder).toUri());
    try (ShardWriter writer = new ShardWriter(files, path, "p", "a", options)) {
      VideoRecord packed =
          new VideoPacker(HADOOP, DecodeOptions.defaults(), options).pack(record, writer);
      writer.finish();
      return packed;
    }
  }

  @Test
  void whatIsMissingOrNoPictureIsSaid() throws IOException {
    images("gap", 1, 4);
    Files.delete(root.resolve("gap/00002.jpg"));
    images("late", 3, 2);
    images("other", 1, 1);
    Files.move(root.resolve("other/00001.jpg"), root.resolve("other/img_00001.jpg"));
    images("broken", 1, 3);
    Files.writeString(root.resolve("broken/00002.jpg"), "no picture");
    images("sizes", 1, 1);
    image("sizes", 2, new FrameSize(8, 8));

    assertRejected("gap", 0, RejectReason.MISSING_FILE, "image 00002.jpg is missing");
    assertRejected("late", 0, RejectReason.MISSING_FILE, "numbers go from 3 to 4");
    assertRejected("late", 9, RejectReason.SHORT, "the images end with number 4");
    assertRejected("other", 0, RejectReason.NO_FRAMES, "no image 00001.jpg, but img_00001.jpg");
    assertRejected("nowhere", 0, RejectReason.MISSING_FILE, "no such folder");
    assertRejected("broken", 0, RejectReason.DECODE_ERRORS, "image 00002.jpg is no picture");
    assertRejected("sizes", 0, RejectReason.DECODE_ERRORS, "image 00002.jpg is");
  }

  @Test
  void aJpegFileThatIsDamagedInsideIsFound() throws IOException {
    images("torn", 1, 2);
    FrameSize size = new FrameSize(16, 10);
    byte[] noise = new byte[size.rgbBytes()];
    new Random(1).nextBytes(noise);
    byte[] file = new JpegCodec().encode(new RgbFrame(size, noise), 95);
    Arrays.fill(file, file.length - 200, file.length - 100, (byte) 0);
    Files.write(root.resolve("torn/00002.jpg"), file);
    DecodeOptions keep = DecodeOptions.defaults().withDamage(DamagePolicy.keepIfAtLeast(2));

    assertRejected("torn", 0, RejectReason.DECODE_ERRORS, "image 00002.jpg is damaged: Corrupt");
    assertThatThrownBy(() -> pack(record("torn", 0), "out", options(new Reduction(0, 0))))
        .hasMessageContaining("image 00002.jpg is damaged: Corrupt");
    assertThat(new VideoIndexer(HADOOP, keep).index(record("torn", 0)).facts())
        .isEqualTo(new VideoFacts(2, 12, 16, 10, "mjpeg", /* decodeErrors= */ 1));
    DecodeOptions more = keep.withDamage(DamagePolicy.keepIfAtLeast(3));
    assertThatThrownBy(() -> new VideoIndexer(HADOOP, more).index(record("torn", 0)))
        .hasMessageContaining("1 of 2 images are damaged");
  }

  private void assertRejected(String folder, int frames, RejectReason reason, String detail) {
    assertThatThrownBy(
            () -> new VideoIndexer(HADOOP, DecodeOptions.defaults()).index(record(folder, frames)))
        .isInstanceOfSatisfying(
            VideoRejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(detail);
  }

  private VideoRecord record(String folder, int frames) {
    return new VideoRecord(
        folder,
        new FrameFolder(
            root.resolve(folder).toString(), new ImageNaming("%05d.jpg"), 12, 1, frames),
        List.of(0),
        Split.TRAIN,
        Segment.WHOLE,
        VideoFacts.UNKNOWN,
        new VideoStatus.Listed());
  }

  private static FrameSources sources() {
    return new FrameSources(HADOOP, DecodeOptions.defaults());
  }

  /** Images of 16 x 10 that grow brighter by 20 from one to the next, then stay. */
  private void images(String folder, int first, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      image(folder, first + i, new FrameSize(16, 10));
    }
  }

  private void image(String folder, int number, FrameSize size) throws IOException {
    byte[] pixels = new byte[size.rgbBytes()];
    Arrays.fill(pixels, (byte) Math.min(240, (number - 1) * 20));
    Files.createDirectories(root.resolve(folder));
    Files.write(
        root.resolve(folder).resolve("%05d.jpg".formatted(number)),
        new JpegCodec().encode(new RgbFrame(size, pixels), 95));
  }

  private static int grey(RgbFrame frame) {
    return frame.rgb()[0] & 0xFF;
  }
}

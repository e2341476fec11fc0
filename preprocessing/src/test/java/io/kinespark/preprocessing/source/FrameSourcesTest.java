package io.kinespark.preprocessing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.preprocessing.augment.CenterCrop;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.preprocessing.augment.ThreeCrop;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.IndexedVideo;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.sampling.TimedTestSampler;
import io.kinespark.preprocessing.sampling.UniformTestSampler;
import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.preprocessing.shard.ShardWriter;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.preprocessing.shard.VideoPacker;
import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.testing.UnevenRate;
import io.kinespark.preprocessing.video.ByteArrayInput;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.DecodedFrames;
import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameSourcesTest {

  private static final Configuration CONFIGURATION = new Configuration();
  private static final DecodeOptions DECODE = DecodeOptions.defaults();
  private static final FrameSize SIZE = new FrameSize(96, 64);
  private static final int FRAMES = 30;
  private static final double FPS = 10;

  @TempDir private Path folder;
  private VideoRecord listed;
  private int packed;
  private final FrameSources sources = new FrameSources(CONFIGURATION, DECODE);

  @BeforeEach
  void writeClip() throws IOException {
    Path file =
        GeneratedClips.write(folder.resolve("clip.mp4"), SIZE, FRAMES, EncodeOptions.h264(FPS));
    listed = VideoRecord.listed("clip.mp4", file.toUri().toString(), List.of(1), Split.TRAIN);
  }

  @Test
  void framesAreTheSameFromEverySource() throws IOException {
    VideoRecord original = pack(listed, new Storage.Original());
    VideoRecord jpeg = pack(listed, jpeg(0));
    VideoRecord encoded = pack(listed, encoded(0, 0));
    assertThat(encoded.location()).isInstanceOf(IndexedVideo.class);
    assertThat(encoded.facts().codec()).isEqualTo("h264");
    assertThat(encoded.facts().fps()).isEqualTo(FPS, within(1e-9));
    assertThat(original.location()).isInstanceOf(PackedVideo.class);
    assertThat(jpeg.location()).isInstanceOf(PackedFrames.class);
    assertThat(original.facts().codec()).isEqualTo("h264");
    assertThat(jpeg.facts().codec()).isEqualTo("mjpeg");
    for (VideoRecord record : List.of(listed, original, jpeg, encoded)) {
      FrameSource source = sources.open(travelled(record));
      assertThat(source.frameCount()).isEqualTo(FRAMES);
      List<RgbFrame> frames = source.read(new int[] {7, 29, 0, 7});
      assertThat(frames.stream().map(GeneratedClips::indexOf)).containsExactly(7, 29, 0, 7);
      assertThat(frames.get(0)).isSameAs(frames.get(3));
    }
  }

  @Test
  void packedFramesHaveTheShortSideAskedForButAreNeverEnlarged() throws IOException {
    VideoRecord small = pack(listed, jpeg(32));
    assertThat(small.facts().width()).isEqualTo(48);
    assertThat(small.facts().height()).isEqualTo(32);
    RgbFrame frame = sources.open(small).read(new int[] {12}).get(0);
    assertThat(frame.size()).isEqualTo(new FrameSize(48, 32));
    assertThat(GeneratedClips.indexOf(frame)).isEqualTo(12);
    assertThat(pack(listed, jpeg(500)).facts().height()).isEqualTo(64);
  }

  @Test
  void anEncodedVideoHasTheSizeAndRateAskedForAndIsAWholeFile() throws IOException {
    VideoRecord record = pack(listed, encoded(32, 25));
    assertThat(record.facts()).isEqualTo(new VideoFacts(75, 25, 48, 32, "h264", 0));
    IndexedVideo video = (IndexedVideo) record.location();
    assertThat(video.keyFrames()).contains(0, 4, 8, 72);
    List<RgbFrame> frames = sources.open(record).read(new int[] {0, 1, 2, 3, 74});
    assertThat(frames.stream().map(GeneratedClips::indexOf)).containsExactly(0, 0, 0, 1, 29);

    byte[] file = new ShardReader(CONFIGURATION).readVideo(video.file());
    DecodedFrames whole =
        new VideoDecoder(DECODE)
            .readFrames(new ByteArrayInput("whole", file), new int[] {0, 1, 2, 3, 74});
    assertThat(whole.frames()).isEqualTo(frames);
    assertThat(whole.report().fps()).isEqualTo(25, within(1e-6));
  }

  @Test
  void aSegmentIsNumberedFromItsBeginning() throws IOException {
    VideoRecord segment = withSegment(new TimeSpan(1, 1.9));
    VideoRecord original = pack(segment, new Storage.Original());
    VideoRecord jpeg = pack(segment, jpeg(0));
    assertThat(jpeg.segment().isWhole()).isTrue();
    assertThat(jpeg.facts().frames()).isEqualTo(10);
    for (VideoRecord record : List.of(segment, original, jpeg, pack(segment, encoded(0, 0)))) {
      FrameSource source = sources.open(record);
      assertThat(source.frameCount()).isEqualTo(10);
      assertThat(source.read(new int[] {0, 9}).stream().map(GeneratedClips::indexOf))
          .containsExactly(10, 19);
      assertThatThrownBy(() -> source.read(new int[] {10})).isInstanceOf(Exception.class);
    }
  }

  @Test
  void theFramesOfASegmentAreFoundByTheirTimesEverywhere() throws IOException {
    // 15 frames of 0.05 s, then 15 of 0.15 s; the average rate stays 10 frames a second.
    double[] shares = new double[FRAMES];
    Arrays.fill(shares, 0, 15, 0.5);
    Arrays.fill(shares, 15, FRAMES, 1.5);
    Path file = folder.resolve("clip.mp4");
    Files.write(file, UnevenRate.of(Files.readAllBytes(file), shares));
    VideoRecord segment = withSegment(new TimeSpan(0.5, 1));
    VideoRecord indexed = new VideoIndexer(CONFIGURATION, DECODE).index(segment);
    VideoRecord original = pack(segment, new Storage.Original());

    assertThat(indexed.facts().frames()).isEqualTo(FRAMES);
    assertThat(indexed.facts()).isEqualTo(original.facts());
    assertThat(indexed.segment()).isEqualTo(new FrameRange(10, 7));
    assertThat(original.segment()).isEqualTo(new FrameRange(10, 7));
    assertThat(List.of(original, pack(segment, jpeg(0))))
        .extracting(VideoRecord::sampleFrames)
        .containsOnly(7);
    for (VideoRecord record :
        List.of(segment, indexed, original, pack(segment, jpeg(0)), pack(segment, encoded(0, 0)))) {
      assertThat(indicesOf(record)).containsExactly(10, 11, 12, 13, 14, 15, 16);
    }
  }

  @Test
  void aSegmentMayBeGivenInFrames() throws IOException {
    VideoRecord segment = withSegment(new FrameRange(25, 99));
    assertThat(pack(segment, new Storage.Original()).segment()).isEqualTo(new FrameRange(25, 5));
    for (VideoRecord record :
        List.of(
            segment,
            pack(segment, new Storage.Original()),
            pack(segment, jpeg(0)),
            pack(segment, encoded(0, 0)))) {
      assertThat(indicesOf(record)).containsExactly(25, 26, 27, 28, 29);
    }
    VideoRecord late = withSegment(new FrameRange(30, 1));
    assertShort(() -> sources.open(late));
    assertShort(() -> pack(late, jpeg(0)));
    assertShort(() -> pack(late, new Storage.Original()));
  }

  private List<Integer> indicesOf(VideoRecord record) throws IOException {
    FrameSource source = sources.open(record);
    return source.read(IntStream.range(0, source.frameCount()).toArray()).stream()
        .map(GeneratedClips::indexOf)
        .toList();
  }

  @Test
  void aSegmentPastTheEndIsShort() throws IOException {
    VideoRecord late = withSegment(new TimeSpan(50, 60));
    assertShort(() -> sources.open(late));
    assertShort(() -> pack(late, jpeg(0)));
    assertShort(() -> pack(late, encoded(0, 0)));
  }

  @Test
  void aLoaderFillsCropsThenClipsThenFrames() throws IOException {
    FrameSize side = FrameSize.square(64);
    ClipLoader loader =
        new ClipLoader(
            sources,
            new UniformTestSampler(3, /* twice= */ true),
            new ClipTransform(
                new FrameResize.Keep(),
                new ThreeCrop(64),
                side,
                new HorizontalFlip(1, LabelSwap.pairs(1, 2))));
    byte[] out = new byte[7 + loader.sampleBytes()];
    List<Integer> labels = loader.load(listed, SampleRandom.of(1, 0, listed.id(), 0), out, 7);
    assertThat(labels).containsExactly(2);
    assertThat(loader.views()).isEqualTo(6);
    List<Integer> seen = new ArrayList<>();
    for (int at = 7; at < out.length; at += side.rgbBytes()) {
      seen.add(
          GeneratedClips.indexOf(
              new RgbFrame(side, Arrays.copyOfRange(out, at, at + side.rgbBytes()))));
    }
    List<Integer> clips = List.of(5, 15, 25, 0, 10, 20);
    assertThat(seen)
        .containsExactlyElementsOf(Stream.of(clips, clips, clips).flatMap(List::stream).toList());
  }

  @Test
  void cropsThatTakeTurnsShowEachClipOnce() throws IOException {
    FrameSize side = FrameSize.square(64);
    UniformTestSampler sampler = new UniformTestSampler(2, /* twice= */ true);
    ClipTransform every =
        new ClipTransform(new FrameResize.Keep(), new ThreeCrop(64), side, HorizontalFlip.never());
    ClipTransform turns =
        new ClipTransform(
            every.resize(),
            every.cropper(),
            side,
            every.flip(),
            every.colour(),
            every.interpolation(),
            /* cropsTakeTurns= */ true);
    ClipLoader product = new ClipLoader(sources, sampler, every);
    ClipLoader cycle = new ClipLoader(sources, sampler, turns);
    byte[] all = new byte[product.sampleBytes()];
    byte[] own = new byte[cycle.sampleBytes()];

    product.load(listed, SampleRandom.of(0, 0, listed.id(), 0), all, 0);
    cycle.load(listed, SampleRandom.of(0, 0, listed.id(), 0), own, 0);

    assertThat(product.views()).isEqualTo(6);
    assertThat(cycle.views()).isEqualTo(2);
    int clip = 2 * side.rgbBytes();
    for (int v = 0; v < 2; v++) {
      int from = (v * 2 + v) * clip;
      assertThat(Arrays.copyOfRange(own, v * clip, (v + 1) * clip))
          .isEqualTo(Arrays.copyOfRange(all, from, from + clip));
    }
  }

  @Test
  void clipsMeasuredInSecondsFollowTheRateOfTheRecord() throws IOException {
    FrameSize side = FrameSize.square(64);
    VideoRecord jpeg = pack(listed, jpeg(0));
    ClipLoader loader =
        new ClipLoader(
            sources,
            new TimedTestSampler(4, 3, 30, 2),
            new ClipTransform(
                new FrameResize.Keep(), new CenterCrop(64), side, HorizontalFlip.never()));
    byte[] out = new byte[loader.sampleBytes()];

    loader.load(jpeg, SampleRandom.of(0, 0, jpeg.id(), 0), out, 0);

    List<Integer> seen = new ArrayList<>();
    for (int at = 0; at < out.length; at += side.rgbBytes()) {
      seen.add(
          GeneratedClips.indexOf(
              new RgbFrame(side, Arrays.copyOfRange(out, at, at + side.rgbBytes()))));
    }
    // 12 frames at 30 a second are 4 at 10; the second clip begins at half of the 26 that are left.
    assertThat(seen).containsExactly(0, 1, 2, 3, 13, 14, 15, 16);
  }

  @Test
  void aRejectedRecordStaysRejected() {
    VideoRecord rejected =
        listed.rejected(
            new VideoRejectedException(RejectReason.DECODE_ERRORS, "clip.mp4", "3 errors"));
    assertThatThrownBy(() -> sources.open(rejected))
        .isInstanceOf(VideoRejectedException.class)
        .hasMessage("clip.mp4: DECODE_ERRORS: 3 errors");
  }

  @Test
  void anUnusableVideoLeavesNothingInTheShard() throws IOException {
    Path broken = folder.resolve("broken.mp4");
    byte[] whole = Files.readAllBytes(folder.resolve("clip.mp4"));
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
    VideoRecord record =
        VideoRecord.listed("broken.mp4", broken.toUri().toString(), List.of(1), Split.TRAIN);
    ShardOptions options = ShardOptions.defaults();
    try (ShardWriter writer = writer("broken", options)) {
      VideoPacker packer = new VideoPacker(CONFIGURATION, DECODE, options);
      assertThatThrownBy(() -> packer.pack(record, writer))
          .isInstanceOf(VideoRejectedException.class);
      assertThat(writer.finish()).isEmpty();
    }
  }

  private static Storage jpeg(int shortSide) {
    return new Storage.Jpeg(new Reduction(shortSide, 0), 95);
  }

  private static Storage encoded(int shortSide, double fps) {
    return new Storage.Encoded(new Reduction(shortSide, fps), EncodeOptions.Codec.H264, 4, 10);
  }

  private VideoRecord pack(VideoRecord record, Storage storage) throws IOException {
    ShardOptions options = new ShardOptions(1 << 20, storage);
    try (ShardWriter writer = writer(storage.getClass().getSimpleName() + packed++, options)) {
      VideoRecord made = new VideoPacker(CONFIGURATION, DECODE, options).pack(record, writer);
      writer.finish();
      assertThat(made.isReady()).isTrue();
      assertThat(made.labels()).isEqualTo(record.labels());
      return made;
    }
  }

  private ShardWriter writer(String prefix, ShardOptions options) throws IOException {
    return new ShardWriter(
        FileSystem.getLocal(CONFIGURATION),
        new org.apache.hadoop.fs.Path(folder.resolve("shards").toUri()),
        prefix,
        "0",
        options);
  }

  private VideoRecord withSegment(Segment segment) {
    return new VideoRecord(
        "clip.mp4#" + segment,
        listed.location(),
        listed.labels(),
        listed.split(),
        segment,
        listed.facts(),
        listed.status());
  }

  /** The record after a journey to another JVM. */
  private static VideoRecord travelled(VideoRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(record);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      VideoRecord back = (VideoRecord) in.readObject();
      assertThat(back).isEqualTo(record);
      return back;
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertShort(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            VideoRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.SHORT));
  }
}

package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.preprocessing.testing.GeneratedClips;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoDecoderTest {

  private static final FrameSize SIZE = new FrameSize(64, 48);
  private static final int FRAMES = 30;
  private static final DecodeOptions STRICT = DecodeOptions.defaults();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"H264,clip.mp4,h264", "MPEG4,clip.avi,mpeg4", "H264,clip.mkv,h264"})
  void everyEncodedFrameComesBackInOrder(EncodeOptions.Codec codec, String file, String codecName)
      throws IOException {
    EncodeOptions options = new EncodeOptions(codec, 25, 12, 4);
    VideoInput input = clip(file, options);
    List<Integer> seen = new ArrayList<>();
    DecodeReport report =
        new VideoDecoder(STRICT)
            .visit(
                input,
                frame -> {
                  assertThat(frame.index()).isEqualTo(seen.size());
                  assertThat(frame.seconds()).isEqualTo(seen.size() / 25.0, within(0.002));
                  assertThat(frame.endSeconds()).isGreaterThan(frame.seconds());
                  seen.add(GeneratedClips.indexOf(frame.picture().frame()));
                  return true;
                });
    assertThat(seen).containsExactlyElementsOf(IntStream.range(0, FRAMES).boxed().toList());
    assertThat(report.decodedFrames()).isEqualTo(FRAMES);
    assertThat(report.complete()).isTrue();
    assertThat(report.decodeErrors()).isZero();
    assertThat(report.firstError()).isEmpty();
    assertThat(report.size()).isEqualTo(SIZE);
    assertThat(report.fps()).isEqualTo(25, within(0.01));
    assertThat(report.durationSeconds()).isEqualTo(FRAMES / 25.0, within(0.05));
    assertThat(report.codec()).isEqualTo(codecName);
  }

  @Test
  void selectedFramesComeInTheOrderAskedForAndEqualOnesAreShared() throws IOException {
    VideoInput input = clip("clip.mp4", EncodeOptions.h264(25));
    DecodedFrames read = new VideoDecoder(STRICT).readFrames(input, new int[] {9, 2, 9, 0});
    assertThat(read.frames().stream().map(GeneratedClips::indexOf)).containsExactly(9, 2, 9, 0);
    assertThat(read.frames().get(0)).isSameAs(read.frames().get(2));
    assertThat(read.report().decodedFrames()).isEqualTo(10);
    assertThat(read.report().complete()).isFalse();
  }

  @Test
  void aKeptPictureIsItsFramesUntilAnotherIsKept() throws IOException {
    List<RgbFrame> seen = new ArrayList<>();
    List<RgbFrame> read = new ArrayList<>();
    var visitor =
        new FrameVisitor() {
          private Picture kept;

          @Override
          public boolean visit(DecodedFrame frame) throws IOException {
            seen.add(frame.picture().frame());
            end();
            kept = frame.keep();
            return true;
          }

          @Override
          public void end() throws IOException {
            if (kept != null) {
              read.add(kept.frame());
            }
          }
        };

    new VideoDecoder(STRICT).visit(clip("clip.mp4", EncodeOptions.h264(25)), visitor);

    assertThat(read).hasSize(FRAMES).isEqualTo(seen);
  }

  @Test
  void coloursSurvive() throws IOException {
    VideoInput input = clip("clip.mp4", EncodeOptions.h264(25));
    RgbFrame frame = new VideoDecoder(STRICT).readFrames(input, new int[] {0}).frames().get(0);
    int red = 3 * (4 * SIZE.width() + 4);
    assertThat(frame.rgb()[red] & 0xff).isGreaterThan(200);
    assertThat(frame.rgb()[red + 1] & 0xff).isLessThan(80);
    assertThat(frame.rgb()[red + 2] & 0xff).isLessThan(80);
  }

  @Test
  void anIndexPastTheEndIsShort() throws IOException {
    VideoInput input = clip("clip.mp4", EncodeOptions.h264(25));
    assertRejected(
        RejectReason.SHORT,
        () -> new VideoDecoder(STRICT).readFrames(input, new int[] {0, FRAMES}),
        "frame 30 was asked for, the video has 30 frames");
  }

  @Test
  void impossibleIndicesAreRefused() throws IOException {
    VideoInput input = clip("clip.mp4", EncodeOptions.h264(25));
    VideoDecoder decoder = new VideoDecoder(STRICT);
    assertThatThrownBy(() -> decoder.readFrames(input, new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decoder.readFrames(input, new int[] {1, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1, -1]");
  }

  @Test
  void aMissingFileIsMissingAndAFolderIsNoFile() throws IOException {
    FileSystem local = FileSystem.getLocal(new Configuration());
    assertRejected(
        RejectReason.MISSING_FILE, () -> open(local, folder.resolve("none.mp4")), "none.mp4");
    assertRejected(
        RejectReason.NOT_A_FILE, () -> open(local, folder), folder.getFileName().toString());
  }

  private static VideoInput open(FileSystem files, Path path) throws IOException {
    return HadoopInput.open(files, new org.apache.hadoop.fs.Path(path.toUri()));
  }

  @Test
  void bytesThatAreNoVideoAreUnreadable() {
    byte[] text = "path,label\na.mp4,1\n".repeat(50).getBytes(StandardCharsets.UTF_8);
    for (byte[] bytes : new byte[][] {new byte[0], text}) {
      assertRejected(
          RejectReason.UNREADABLE,
          () -> new VideoDecoder(STRICT).scan(new ByteArrayInput("x.mp4", bytes)),
          "x.mp4");
    }
  }

  @Test
  void aPlayListOpensNothingElse() throws IOException {
    Path clip = GeneratedClips.write(folder.resolve("a.mp4"), SIZE, 5, EncodeOptions.h264(25));
    String list =
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:0.2,\nfile://" + clip + "\n#EXT-X-ENDLIST\n";
    assertRejected(
        RejectReason.UNREADABLE,
        () ->
            new VideoDecoder(STRICT)
                .scan(new ByteArrayInput("list.m3u8", list.getBytes(StandardCharsets.UTF_8))),
        "list.m3u8");
  }

  @Test
  void aLostIndexIsUnreadable() throws IOException {
    byte[] whole = bytes("clip.mp4", EncodeOptions.h264(25));
    assertRejected(
        RejectReason.UNREADABLE,
        () -> scan(STRICT, Arrays.copyOf(whole, whole.length / 2)),
        "clip");
  }

  @Test
  void aFileThatBreaksOffIsRejectedOrKeptByThePolicy() throws IOException {
    byte[] whole = bytes("clip.mkv", EncodeOptions.h264(25));
    byte[] cut = Arrays.copyOf(whole, whole.length * 2 / 3);
    assertThatThrownBy(() -> scan(STRICT, cut))
        .isInstanceOfSatisfying(
            VideoRejectedException.class,
            e -> assertThat(e.reason()).isIn(RejectReason.DECODE_ERRORS, RejectReason.TRUNCATED));
    DecodeReport kept = scan(STRICT.withDamage(DamagePolicy.keepIfAtLeast(5)), cut);
    assertThat(kept.decodedFrames()).isBetween(5, FRAMES - 1);
    assertThatThrownBy(() -> scan(STRICT.withDamage(DamagePolicy.keepIfAtLeast(FRAMES)), cut))
        .isInstanceOf(VideoRejectedException.class);
  }

  @ParameterizedTest
  @CsvSource({"MPEG4,clip.avi", "H264,clip.mkv"})
  void damagedBytesAreCounted(EncodeOptions.Codec codec, String file) throws IOException {
    byte[] damaged = bytes(file, new EncodeOptions(codec, 25, 12, 4));
    Random random = new Random(1);
    for (int i = damaged.length / 4; i < damaged.length * 3 / 4; i += 40) {
      damaged[i] ^= (byte) (1 + random.nextInt(255));
    }
    assertThatThrownBy(() -> scan(STRICT, damaged)).isInstanceOf(VideoRejectedException.class);
    DecodeReport report = scan(STRICT.withDamage(DamagePolicy.keepIfAtLeast(1)), damaged);
    assertThat(report.decodeErrors()).isPositive();
    assertThat(report.firstError()).isNotEmpty();
  }

  @Test
  void readingTheBeginningOfADamagedVideoThatIsKeptWorks() throws IOException {
    byte[] damaged = bytes("clip.avi", new EncodeOptions(EncodeOptions.Codec.MPEG4, 25, 12, 4));
    for (int i = damaged.length / 4; i < damaged.length * 3 / 4; i += 40) {
      damaged[i] ^= 0x55;
    }
    VideoInput input = new ByteArrayInput("clip", damaged);
    int firstDamaged = 0;
    while (reads(STRICT, input, firstDamaged)) {
      firstDamaged++;
    }
    assertThat(firstDamaged).isLessThan(FRAMES / 2);
    DamagePolicy moreThanRead = DamagePolicy.keepIfAtLeast(firstDamaged + 2);
    assertThat(reads(STRICT.withDamage(moreThanRead), input, firstDamaged)).isTrue();
  }

  private static boolean reads(DecodeOptions options, VideoInput input, int index)
      throws IOException {
    try {
      new VideoDecoder(options).readFrames(input, new int[] {index});
      return true;
    } catch (VideoRejectedException e) {
      assertThat(e.reason()).isEqualTo(RejectReason.DECODE_ERRORS);
      return false;
    }
  }

  @Test
  void limitsAreKept() throws IOException {
    byte[] clip = bytes("clip.mp4", EncodeOptions.h264(25));
    assertRejected(
        RejectReason.TOO_LARGE, () -> scan(limited(64 * 48 - 1, 100, 60), clip), "64x48");
    assertRejected(
        RejectReason.TOO_LARGE, () -> scan(limited(64 * 48, FRAMES - 1, 60), clip), "29 frames");
    assertRejected(RejectReason.TOO_LARGE, () -> scan(limited(64 * 48, 100, 1), clip), "1 s");
    assertThat(scan(limited(64 * 48, FRAMES, 2), clip).decodedFrames()).isEqualTo(FRAMES);
  }

  @Test
  void theDeadlineEndsTheWork() throws IOException {
    byte[] clip = bytes("clip.mp4", EncodeOptions.h264(25));
    assertRejected(
        RejectReason.DEADLINE,
        () -> scan(STRICT.withDeadline(Duration.ofNanos(1)), clip),
        "not decoded within");
  }

  @Test
  void anInterruptedTaskStops() throws IOException {
    byte[] clip = bytes("clip.mp4", EncodeOptions.h264(25));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> scan(STRICT, clip)).isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aFailingFileSystemIsNoFaultOfTheVideo() throws IOException {
    byte[] clip = bytes("clip.mp4", EncodeOptions.h264(25));
    VideoInput failing =
        new VideoInput() {
          @Override
          public String name() {
            return "remote.mp4";
          }

          @Override
          public long length() {
            return clip.length;
          }

          @Override
          public int read(long position, byte[] buffer, int count) throws IOException {
            throw new IOException("connection lost");
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> new VideoDecoder(STRICT).scan(failing))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(VideoRejectedException.class)
        .hasMessage("connection lost");
  }

  @Test
  void manyThreadsDecodeAtOnce() throws Exception {
    byte[] clip = bytes("clip.mp4", EncodeOptions.h264(25));
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Integer>> tasks =
          Collections.nCopies(64, () -> scan(STRICT, clip).decodedFrames());
      for (Future<Integer> frames : threads.invokeAll(tasks)) {
        assertThat(frames.get()).isEqualTo(FRAMES);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private VideoInput clip(String file, EncodeOptions options) throws IOException {
    return new ByteArrayInput(file, bytes(file, options));
  }

  private byte[] bytes(String file, EncodeOptions options) throws IOException {
    return Files.readAllBytes(GeneratedClips.write(folder.resolve(file), SIZE, FRAMES, options));
  }

  private static DecodeReport scan(DecodeOptions options, byte[] bytes) throws IOException {
    return new VideoDecoder(options).scan(new ByteArrayInput("clip", bytes));
  }

  private static DecodeOptions limited(long pixels, int frames, int seconds) {
    return new DecodeOptions(
        1,
        pixels,
        frames,
        Duration.ofSeconds(seconds),
        Duration.ofMinutes(1),
        0.9,
        DamagePolicy.reject(),
        Presentation.defaults(),
        16);
  }

  private static void assertRejected(RejectReason reason, Callable<?> work, String message) {
    assertThatThrownBy(work::call)
        .isInstanceOfSatisfying(
            VideoRejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }
}

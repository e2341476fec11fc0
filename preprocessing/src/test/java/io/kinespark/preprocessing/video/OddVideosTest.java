package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.kinespark.preprocessing.testing.GeneratedClips;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are odd in one way each: what is sound is kept whole, the rest says what it is. */
class OddVideosTest {

  private static final FrameSize SIZE = new FrameSize(64, 48);
  private static final int FRAMES = 20;
  private static final EncodeOptions H264 = new EncodeOptions(EncodeOptions.Codec.H264, 25, 5, 12);
  private static final DecodeOptions STRICT = DecodeOptions.defaults();
  private static final DecodeOptions LENIENT = STRICT.withDamage(DamagePolicy.keepIfAtLeast(1));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mkv", "flv", "mp4"})
  void picturesThatEndBeforeTheSecondStreamAreNotTruncated(String container) throws IOException {
    byte[] file =
        RemuxedClip.of(container).stream(clip("mp4", 20)).stream(clip("mp4", 100)).bytes();
    DecodeReport report = scan(STRICT, file);
    assertThat(report.decodedFrames()).isEqualTo(20);
    assertThat(report.durationSeconds()).isEqualTo(0.8, within(0.01));
  }

  @Test
  void aFileThatIsCutOffBeforeTheEndOfBothStreamsIsTruncated() throws IOException {
    byte[] file =
        RemuxedClip.of("mkv").with(Map.of("cluster_time_limit", "200")).stream(clip("mp4", 100))
            .stream(clip("mp4", 100))
            .bytes();
    assertRejected(
        RejectReason.TRUNCATED, Arrays.copyOf(file, file.length / 2), "the header declares 4.00 s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkv", "ts"})
  void theFirstPicturesOfACutVideoMayBeMissing(String container) throws IOException {
    byte[] file = RemuxedClip.of(container).stream(clip("mp4", 40), 0, 2 + 15).bytes();
    // Key frames are 0, 5, 10, 15, 20: the first that decodes of those from 17 on is 20.
    assertThat(scan(STRICT, file).decodedFrames()).isEqualTo(20);
    assertThat(GeneratedClips.indexOf(picture(file, 0))).isEqualTo(20);
  }

  @Test
  void samplesWithoutADurationAreNotMissing() throws IOException {
    byte[] file = clip("mp4", FRAMES);
    ByteBuffer.wrap(file).putInt(indexOf(file, "stts") + 16, 0);
    assertThat(scan(STRICT, file).decodedFrames()).isEqualTo(FRAMES);
  }

  @Test
  void aHeaderThatDeclaresTenHoursIsNotBelieved() throws IOException {
    byte[] file = clip("avi", FRAMES);
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(indexOf(file, "strh") + 40, 900_000);
    DecodeReport report = scan(STRICT, file);
    assertThat(report.decodedFrames()).isEqualTo(FRAMES);
    assertThat(report.durationSeconds()).isEqualTo(0.8, within(0.01));
    assertThat(report.headerSeconds()).isEqualTo(36_000, within(1.0));
  }

  @Test
  void theClockOfAJoinedTransportStreamRunsOn() throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(clip("ts", FRAMES));
    joined.write(clip("ts", FRAMES));
    joined.write(
        RemuxedClip.of("ts").with(Map.of("output_ts_offset", "36000")).stream(clip("mp4", FRAMES))
            .bytes());
    DecodeReport report = scan(LENIENT, joined.toByteArray());
    assertThat(report.decodedFrames()).isEqualTo(3 * FRAMES);
    assertThat(report.fps()).isEqualTo(25, within(0.01));
    assertThat(report.durationSeconds()).isEqualTo(3 * 0.8, within(0.05));
  }

  @Test
  void framesWithoutTimeStampsTakeTheirTime() throws IOException {
    byte[] file = RemuxedClip.of("h264").stream(clip("ts", FRAMES)).bytes();
    DecodeReport report = scan(STRICT, file);
    assertThat(report.decodedFrames()).isEqualTo(FRAMES);
    assertThat(report.durationSeconds()).isEqualTo(FRAMES / report.fps(), within(0.01));
    assertRejected(
        RejectReason.TOO_LARGE,
        limited(STRICT.maxPixels(), Duration.ofMillis(500)),
        file,
        "longer than");
  }

  @Test
  void theFirstStreamOfMovingPicturesIsRead() throws IOException {
    byte[] first = clip("mp4", 10);
    byte[] second = clip("mp4", 30);
    byte[] cover = RemuxedClip.of("mjpeg").stream(still()).bytes();
    assertThat(
            frames(RemuxedClip.of("mkv").stream(first).stream(second, AV_DISPOSITION_DEFAULT, 0)))
        .isEqualTo(10);
    assertThat(
            frames(
                RemuxedClip.of("mp4").stream(cover, AV_DISPOSITION_ATTACHED_PIC, 0).stream(first)))
        .isEqualTo(10);
    assertThat(frames(RemuxedClip.of("mkv").stream(cover, AV_DISPOSITION_DEFAULT, 0).stream(first)))
        .isEqualTo(10);
  }

  /** 25 packets that libtheora has made of FFmpeg's test picture; 21 of them are empty. */
  @Test
  void packetsThatRepeatAFrameAreNoDamage() throws IOException {
    DecodeReport report = scan(STRICT, resource("repeated-frames.ogv"));
    assertThat(report.decodedFrames()).isEqualTo(4);
    assertThat(report.decodeErrors()).isZero();
  }

  /** 12 frames by x265, each predicted from the one before; the fifth packet was taken out. */
  @Test
  void framesThatAreLostWithAnotherAreDamage() throws IOException {
    byte[] file = resource("hevc-lost-packet.mkv");
    DecodeReport report = scan(LENIENT, file);
    assertThat(report.decodedFrames()).isEqualTo(4);
    assertThat(report.decodeErrors()).isEqualTo(7);
    assertRejected(RejectReason.DECODE_ERRORS, file, "lost with one that it is predicted from");
  }

  private byte[] resource(String name) throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/video/" + name)) {
      return file.readAllBytes();
    }
  }

  @Test
  void anImageIsNoVideo() {
    assertRejected(RejectReason.NO_VIDEO_STREAM, still(), "this is an image file (mjpeg)");
  }

  @Test
  void anEncryptedStreamSaysSo() throws IOException {
    byte[] file =
        RemuxedClip.of("mp4")
            .with(
                Map.of(
                    "encryption_scheme", "cenc-aes-ctr",
                    "encryption_key", "00112233445566778899aabbccddeeff",
                    "encryption_kid", "ffeeddccbbaa99887766554433221100"))
            .stream(clip("mp4", FRAMES))
            .bytes();
    assertRejected(RejectReason.UNREADABLE, file, "the stream is encrypted");
  }

  @Test
  void anUnknownCodecIsNamedByItsTag() throws IOException {
    byte[] file = clip("mp4", FRAMES);
    int tag = indexOf(file, "avc1", indexOf(file, "stsd"));
    System.arraycopy("zzzz".getBytes(StandardCharsets.US_ASCII), 0, file, tag, 4);
    assertRejected(RejectReason.UNREADABLE, file, "no decoder for none, tagged 'zzzz'");
  }

  @Test
  void whatIsNoVideoIsDescribed() {
    String playList = "a play list; the files that it names are not opened";
    assertDescribed(
        "<!DOCTYPE html><title>404</title>", "a text that begins with '<!DOCTYPE html>");
    assertDescribed("{\"error\":\n\"gone\"}", "a text that begins with '{\"error\":'");
    assertDescribed("#EXTM3U\n#EXTINF:1,\nfile:///a.mp4\n", playList);
    assertDescribed("ffconcat version 1.0\nfile a.mp4\n", playList);
    assertDescribed("PK\u0003\u0004\u0014", "a zip archive");
    assertDescribed("\u001f\u008b\b", "a gzip archive");
    assertDescribed("\0\0\0\u0014ftypisom\0\0\2\0isom", "index (moov) is missing or broken");
    assertDescribed("\1\2\3", "the file begins with the bytes 01 02 03");
  }

  private static void assertDescribed(String head, String description) {
    byte[] file = head.getBytes(StandardCharsets.ISO_8859_1);
    assertRejected(RejectReason.UNREADABLE, file, description);
  }

  @Test
  void nothingIsDescribedToo() {
    assertRejected(RejectReason.UNREADABLE, new byte[0], "the file is empty");
    assertRejected(RejectReason.UNREADABLE, new byte[5000], "the file begins with zeros");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mkv", "avi", "flv", "ts"})
  void picturesOverTheLimitAreTooLargeInEveryContainer(String container) throws IOException {
    assertRejected(
        RejectReason.TOO_LARGE,
        limited(64 * 48 - 1, Duration.ofMinutes(1)),
        clip(container, FRAMES),
        "pictures of 64x48 pixels");
  }

  @Test
  void anImpossiblePictureIsTooLargeBeforeItIsAllocated() {
    ByteBuffer gif = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    gif.put("GIF89a".getBytes(StandardCharsets.US_ASCII)).putShort((short) 16_000);
    gif.putShort((short) 16_000).put((byte) 0x80).putShort((short) 0);
    gif.put(new byte[6]).put((byte) 0x2c).putLong(0x0001_0001_0000_0000L).put((byte) 0);
    gif.put(new byte[] {2, 2, 0x44, 1, 0, 0x3b});
    assertRejected(RejectReason.TOO_LARGE, gif.array(), "pictures of 16000x16000 pixels");
  }

  /** Decoders of images refuse them without saying why. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void imagesThatDeclareHugePicturesAreTooLarge(int images) {
    byte[] still = still();
    ByteBuffer.wrap(still)
        .putShort(indexOf(still, "\u00ff\u00c0") + 5, (short) 26_000)
        .putShort(indexOf(still, "\u00ff\u00c0") + 7, (short) 26_000);
    ByteBuffer file = ByteBuffer.allocate(images * still.length);
    for (int image = 0; image < images; image++) {
      file.put(still);
    }
    assertRejected(RejectReason.TOO_LARGE, file.array(), "pictures of 26000x26000 pixels");
    DecodeOptions kept = limited(1 << 25, Duration.ofMinutes(1));
    assertRejected(RejectReason.TOO_LARGE, kept, file.array(), "the limit is 33554432 pixels");
  }

  /** What a cover declares is of no interest beside moving pictures. */
  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mkv"})
  void aCoverThatDeclaresAHugePictureCostsNothing(String container) throws IOException {
    byte[] cover = RemuxedClip.of("mjpeg").stream(still()).bytes();
    byte[] file =
        RemuxedClip.of(container).stream(clip("mp4", FRAMES)).stream(
                cover, AV_DISPOSITION_ATTACHED_PIC, 0)
            .bytes();
    int frame = indexOf(file, "\u00ff\u00c0\0\u0011");
    ByteBuffer.wrap(file).putShort(frame + 5, (short) 26_000).putShort(frame + 7, (short) 26_000);

    assertThat(scan(STRICT, file).decodedFrames()).isEqualTo(FRAMES);
  }

  @Test
  void anIndexOfEightyMillionSamplesIsNotAllocated() throws IOException {
    byte[] file = clip("mp4", FRAMES);
    ByteBuffer.wrap(file)
        .putInt(indexOf(file, "stsz") + 8, 1)
        .putInt(indexOf(file, "stsz") + 12, 80_000_000)
        .putInt(indexOf(file, "stsc") + 16, 80_000_000);
    assertRejected(RejectReason.NO_FRAMES, file, "no frame decodes");
    Pointer block = av_malloc(80_000_000L * 24);
    boolean refused = block == null || block.isNull();
    av_free(block);
    assertThat(refused).as("a block as large as that index is refused").isTrue();
  }

  @Test
  void aFileThatMayNotBeReadIsNotMissing() throws IOException {
    Path file = GeneratedClips.write(folder.resolve("a.mp4"), SIZE, 2, H264);
    FileSystem denying =
        new RawLocalFileSystem() {
          @Override
          public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize)
              throws IOException {
            throw new FileNotFoundException(path + " (Permission denied)");
          }
        };
    denying.initialize(folder.toUri(), new Configuration());
    assertThatThrownBy(() -> HadoopInput.open(denying, new org.apache.hadoop.fs.Path(file.toUri())))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(VideoRejectedException.class)
        .hasMessageContaining("exists but cannot be read")
        .hasMessageContaining("Permission denied");
  }

  @Test
  void aFileThatBecomesShorterWhileItIsReadIsDamaged() throws IOException {
    Path file = GeneratedClips.write(folder.resolve("a.mkv"), SIZE, 40, H264);
    FileSystem local = FileSystem.getLocal(new Configuration()).getRaw();
    try (HadoopInput input = HadoopInput.open(local, new org.apache.hadoop.fs.Path(file.toUri()))) {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      assertThatThrownBy(() -> new VideoDecoder(STRICT).scan(input))
          .isInstanceOfSatisfying(
              VideoRejectedException.class,
              e -> assertThat(e.reason()).isIn(RejectReason.TRUNCATED, RejectReason.DECODE_ERRORS));
    }
  }

  private static byte[] clip(String container, int frames) throws IOException {
    EncodeOptions options = container.equals("avi") ? EncodeOptions.mpeg4(25) : H264;
    return GeneratedClips.encode(container, SIZE, frames, options);
  }

  private static byte[] still() {
    return new JpegCodec().encode(GeneratedClips.frame(SIZE, 3), 90);
  }

  private static int frames(RemuxedClip clip) throws IOException {
    return scan(STRICT, clip.bytes()).decodedFrames();
  }

  private static RgbFrame picture(byte[] file, int index) throws IOException {
    return new VideoDecoder(STRICT)
        .readFrames(new ByteArrayInput("clip", file), new int[] {index})
        .frames()
        .get(0);
  }

  private static DecodeReport scan(DecodeOptions options, byte[] file) throws IOException {
    return new VideoDecoder(options).scan(new ByteArrayInput("clip", file));
  }

  private static DecodeOptions limited(long pixels, Duration duration) {
    return new DecodeOptions(
        STRICT.threads(),
        pixels,
        STRICT.maxFrames(),
        duration,
        STRICT.deadline(),
        STRICT.truncation(),
        STRICT.damage(),
        STRICT.presentation(),
        16);
  }

  private static int indexOf(byte[] file, String text) {
    return indexOf(file, text, 0);
  }

  private static int indexOf(byte[] file, String text, int from) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf(text, from);
  }

  private static void assertRejected(RejectReason reason, byte[] file, String message) {
    assertRejected(reason, STRICT, file, message);
  }

  private static void assertRejected(
      RejectReason reason, DecodeOptions options, byte[] file, String message) {
    assertThatThrownBy(() -> scan(options, file))
        .isInstanceOfSatisfying(
            VideoRejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }
}

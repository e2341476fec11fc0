package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.testing.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Videos that are cut, torn and scribbled on, by a fixed seed: each ends in a report or in a
 * rejection with its reason, in time. A crash or a hang of the codecs would end the tests.
 */
class HostileVideosIT {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** Long files are not what is hard about them: most are over after so many frames. */
  private static final int MAX_FRAMES = 24;

  private static final VideoDecoder STRICT = decoder(DamagePolicy.reject());
  private static final VideoDecoder LENIENT = decoder(DamagePolicy.keepIfAtLeast(1));

  @ParameterizedTest
  @CsvSource({"mp4,H264", "mkv,H264", "avi,MPEG4", "flv,H264", "ts,MPEG4"})
  void noDamageOfAGeneratedFileDoesHarm(String container, EncodeOptions.Codec codec)
      throws IOException {
    byte[] sound =
        GeneratedClips.encode(
            container, new FrameSize(96, 64), 20, new EncodeOptions(codec, 25, 8, 8));
    assertThat(STRICT.scan(new ByteArrayInput("sound", sound)).decodedFrames()).isEqualTo(20);
    Random random = new Random(container.hashCode());
    for (int i = 0; i < 250; i++) {
      attempt(container + " " + i, damaged(sound, i, random));
    }
  }

  @ParameterizedTest
  @CsvSource({"mp4,H264,MP4", "mkv,H264,MATROSKA", "ts,MPEG4,TRANSPORT_STREAM"})
  void noLieOfAGeneratedFileDoesHarm(
      String container, EncodeOptions.Codec codec, StructuredDamage damage) throws IOException {
    byte[] sound =
        GeneratedClips.encode(
            container, new FrameSize(96, 64), 20, new EncodeOptions(codec, 25, 8, 8));
    assertThat(damage.parts(sound)).hasSizeGreaterThan(20);
    Random random = new Random(container.hashCode());
    for (int i = 0; i < 600; i++) {
      attempt(container + " " + i, damage.damaged(sound, random));
    }
  }

  @Test
  void noDamageOfARealFileDoesHarm() throws IOException {
    Random random = new Random(7);
    for (Path file : files(SharedData.require().resolve("odd"))) {
      byte[] sound = Files.readAllBytes(file);
      for (int i = 0; i < 12; i++) {
        attempt(file.getFileName() + " " + i, damaged(sound, i, random));
      }
    }
  }

  private static void attempt(String name, byte[] bytes) {
    long start = System.nanoTime();
    for (VideoDecoder decoder : List.of(STRICT, LENIENT)) {
      try {
        DecodeReport report =
            decoder.visit(new ByteArrayInput(name, bytes), f -> f.picture().frame() != null);
        assertThat(report.decodedFrames()).as(name).isPositive();
      } catch (VideoRejectedException e) {
        assertThat(e.detail()).as(name).isNotBlank();
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as(name)
        .isLessThan(DEADLINE.multipliedBy(3));
  }

  /** A damaged copy: cut off, bits turned everywhere or just in the headers, a hole. */
  private static byte[] damaged(byte[] sound, int kind, Random random) {
    byte[] bytes = sound.clone();
    switch (kind % 4) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> turnBits(bytes, 0, bytes.length, 1 + random.nextInt(60), random);
      case 2 -> {
        boolean end = random.nextBoolean();
        int length = Math.min(bytes.length, 2048);
        turnBits(bytes, end ? bytes.length - length : 0, length, 1 + random.nextInt(12), random);
      }
      default -> {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(4096));
        Arrays.fill(bytes, from, to, (byte) (random.nextBoolean() ? 0 : 0xFF));
      }
    }
    return bytes;
  }

  private static void turnBits(byte[] bytes, int from, int length, int times, Random random) {
    for (int i = 0; i < times; i++) {
      bytes[from + random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(
          files.filter(file -> !file.toString().endsWith(".md")).sorted().toList());
    }
  }

  private static VideoDecoder decoder(DamagePolicy damage) {
    DecodeOptions defaults = DecodeOptions.defaults();
    return new VideoDecoder(
        new DecodeOptions(
            1,
            defaults.maxPixels(),
            MAX_FRAMES,
            defaults.maxDuration(),
            DEADLINE,
            defaults.truncation(),
            damage,
            new Presentation(true, true),
            16));
  }
}

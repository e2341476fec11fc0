package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.preprocessing.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Real files against what ffmpeg and PyAV made of them. */
class RealClipsIT {

  private static final DecodeOptions STRICT = DecodeOptions.defaults();
  private static final DecodeOptions LENIENT = STRICT.withDamage(DamagePolicy.keepIfAtLeast(1));

  /** Files that are damaged, with the reason under which the default policy rejects them. */
  private static final Map<String, RejectReason> REJECTED =
      Map.of(
          "odd/audio_only.mp4", RejectReason.NO_VIDEO_STREAM,
          "odd/invalid_vp9_0_frames.webm", RejectReason.NO_FRAMES,
          "odd/corrupt_missing_nal.mp4", RejectReason.DECODE_ERRORS,
          "odd/truncated_100k.mkv", RejectReason.TRUNCATED);

  @TestFactory
  Stream<DynamicTest> framesAreThoseOfTheReferenceDecoder() throws IOException {
    Path data = SharedData.require();
    JsonNode files = new ObjectMapper().readTree(data.resolve("decode_facts.json").toFile());
    return StreamSupport.stream(files.get("files").spliterator(), false)
        .map(
            facts ->
                DynamicTest.dynamicTest(
                    facts.get("file").asText(), () -> checkAgainstFacts(data, facts)));
  }

  @Test
  void everyActionClipHasTheListedFrames() throws IOException {
    Path actions = SharedData.require().resolve("actions");
    SoftAssertions softly = new SoftAssertions();
    for (String list : new String[] {"train.csv", "val.csv"}) {
      for (String row : Files.readAllLines(actions.resolve(list)).stream().skip(1).toList()) {
        String[] fields = row.split(",", -1);
        DecodeReport report = new VideoDecoder(STRICT).scan(input(actions.resolve(fields[0])));
        softly.assertThat(report.decodedFrames()).as(row).isEqualTo(Integer.parseInt(fields[5]));
        softly
            .assertThat(report.size())
            .as(row)
            .isEqualTo(new FrameSize(Integer.parseInt(fields[8]), Integer.parseInt(fields[9])));
        softly.assertThat(report.fps()).as(row).isEqualTo(30.0, within(0.01));
      }
    }
    softly.assertAll();
  }

  @Test
  void picturesArePresentedAsConfigured() throws IOException {
    Path odd = SharedData.require().resolve("odd");
    DecodeOptions stored = STRICT.withPresentation(new Presentation(false, false));
    DecodeOptions square = STRICT.withPresentation(new Presentation(true, true));

    assertThat(firstPicture(odd.resolve("rot_090.mov"), stored)).isEqualTo(new FrameSize(568, 320));
    assertThat(firstPicture(odd.resolve("rot_090.mov"), square)).isEqualTo(new FrameSize(320, 568));
    assertThat(firstPicture(odd.resolve("sar_1024_765.mp4"), STRICT))
        .isEqualTo(new FrameSize(340, 256));
    // 340 * 1024 / 765 = 455.1
    assertThat(firstPicture(odd.resolve("sar_1024_765.mp4"), square))
        .isEqualTo(new FrameSize(455, 256));
  }

  private static FrameSize firstPicture(Path file, DecodeOptions options) throws IOException {
    DecodedFrames read = new VideoDecoder(options).readFrames(input(file), new int[] {0});
    assertThat(read.frames().get(0).size()).isEqualTo(read.report().size());
    return read.report().size();
  }

  private static void checkAgainstFacts(Path data, JsonNode facts) throws IOException {
    String file = facts.get("file").asText();
    VideoInput input = input(data.resolve(file));
    RejectReason reason = REJECTED.get(file);
    if (reason != null) {
      assertThatThrownBy(() -> new VideoDecoder(STRICT).scan(input))
          .isInstanceOfSatisfying(
              VideoRejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
    if (reason == RejectReason.NO_VIDEO_STREAM || reason == RejectReason.NO_FRAMES) {
      return;
    }
    DecodeReport report = new VideoDecoder(reason == null ? STRICT : LENIENT).scan(input);
    assertThat(report.decodedFrames()).isEqualTo(facts.get("decoded_frames").asInt());
    JsonNode video = facts.get("video");
    assertThat(report.rotationDegrees()).isEqualTo(video.get("display_matrix_rotation").asInt());
    assertThat(report.codec()).isEqualTo(video.get("codec").asText());
    checkPixels(input, facts);
  }

  private static void checkPixels(VideoInput input, JsonNode facts) throws IOException {
    JsonNode listed = facts.get("frames");
    int[] indices =
        StreamSupport.stream(listed.spliterator(), false)
            .mapToInt(frame -> frame.get("index").asInt())
            .toArray();
    DecodedFrames read = new VideoDecoder(LENIENT).readFrames(input, indices);
    new VideoDecoder(LENIENT)
        .visitFrames(input, new int[] {indices[0]}, PictureTest::assertRectangles);
    boolean exact = facts.get("second_build").get("rgb24_same").asBoolean();
    JsonNode rotated = facts.get("autorotated");
    for (int i = 0; i < indices.length; i++) {
      RgbFrame frame = read.frames().get(i);
      if (rotated != null) {
        assertThat(frame.width()).isEqualTo(rotated.get("width").asInt());
        assertThat(md5(frame)).isEqualTo(rotated.get("md5_rgb24").get(i).asText());
      } else if (exact) {
        assertThat(md5(frame))
            .as("frame %d", indices[i])
            .isEqualTo(listed.get(i).get("md5_rgb24").asText());
      } else {
        checkMeans(frame, listed.get(i).get("mean_rgb"));
      }
    }
  }

  private static void checkMeans(RgbFrame frame, JsonNode means) {
    for (int channel = 0; channel < 3; channel++) {
      long sum = 0;
      for (int i = channel; i < frame.rgb().length; i += 3) {
        sum += frame.rgb()[i] & 0xff;
      }
      assertThat(sum / (frame.rgb().length / 3.0))
          .isEqualTo(means.get(channel).asDouble(), within(3.0));
    }
  }

  private static String md5(RgbFrame frame) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(frame.rgb()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static VideoInput input(Path file) throws IOException {
    return new ByteArrayInput(file.toString(), Files.readAllBytes(file));
  }
}

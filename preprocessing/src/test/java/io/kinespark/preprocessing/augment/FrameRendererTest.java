package io.kinespark.preprocessing.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pixels against mmaction2's, which may differ by one grey level (fixed-point bilinear). */
class FrameRendererTest {

  private static final FrameSize FRAME = new FrameSize(53, 37);
  private static final RandomDraws NONE = SampleRandom.of(0, 0, "", 0);

  @Test
  void resizedFramesAreTheOriginals() throws IOException {
    assertWithinOneLevel(
        render(new FrameResize.ShortSide(24), new WholeFrame(), new FrameSize(34, 24)),
        "resized",
        new FrameSize(34, 24));
  }

  @Test
  void centerCropsAreTheOriginals() throws IOException {
    assertWithinOneLevel(
        render(new FrameResize.ShortSide(24), new CenterCrop(20), FrameSize.square(20)),
        "center",
        FrameSize.square(20));
  }

  @Test
  void threeCropsAreTheOriginalsCropsOutermost() throws IOException {
    assertWithinOneLevel(
        render(new FrameResize.ShortSide(24), new ThreeCrop(24), FrameSize.square(24)),
        "three",
        FrameSize.square(24));
  }

  @Test
  void squareResizeIsTheOriginals() throws IOException {
    FrameSize square = FrameSize.square(20);
    assertWithinOneLevel(
        render(new FrameResize.Exact(square), new WholeFrame(), square), "square", square);
  }

  @Test
  void mirroredFramesAreTheOriginals() throws IOException {
    ClipTransform transform =
        new ClipTransform(
            new FrameResize.Keep(),
            new WholeFrame(),
            FRAME,
            new HorizontalFlip(1, LabelSwap.somethingV1()));
    TransformPlan plan = transform.plan(FRAME, NONE);
    byte[] out = new byte[transform.outputBytes(2)];
    new FrameRenderer().render(plan, input(), out, 0);
    assertThat(out).isEqualTo(tensor("flipped"));
    assertThat(plan.swap().mirrored(4)).isEqualTo(2);
  }

  @Test
  void aCropOfAnotherSizeIsResizedToTheOutput() throws IOException {
    FrameSize output = FrameSize.square(20);
    byte[] viaCrop = render(new FrameResize.Exact(output), new WholeFrame(), output);
    byte[] viaOutput = render(new FrameResize.Keep(), new WholeFrame(), output);
    assertThat(viaOutput).isEqualTo(viaCrop);
  }

  @Test
  void aFrameThatOccursTwiceIsCopied() throws IOException {
    RgbFrame first = input().get(0);
    RgbFrame second = input().get(1);
    ClipTransform transform =
        new ClipTransform(
            new FrameResize.ShortSide(24),
            new ThreeCrop(24),
            FrameSize.square(24),
            HorizontalFlip.never());
    byte[] out = new byte[3 + transform.outputBytes(4)];
    new FrameRenderer()
        .render(transform.plan(FRAME, NONE), List.of(first, second, first, first), out, 3);
    byte[] plain = new byte[transform.outputBytes(2)];
    new FrameRenderer().render(transform.plan(FRAME, NONE), List.of(first, second), plain, 0);
    int bytes = FrameSize.square(24).rgbBytes();
    int[] source = {0, 1, 0, 0};
    for (int view = 0; view < 3; view++) {
      for (int f = 0; f < 4; f++) {
        int at = 3 + (view * 4 + f) * bytes;
        int expected = (view * 2 + source[f]) * bytes;
        assertThat(Arrays.copyOfRange(out, at, at + bytes))
            .isEqualTo(Arrays.copyOfRange(plain, expected, expected + bytes));
      }
    }
  }

  @Test
  void aWrongFrameSizeAndAShortOutputAreRefused() throws IOException {
    ClipTransform transform = TanetTransforms.validation();
    TransformPlan plan = transform.plan(new FrameSize(54, 37), NONE);
    byte[] out = new byte[transform.outputBytes(2)];
    assertThatThrownBy(() -> new FrameRenderer().render(plan, input(), out, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A frame of 53x37 in a sample of 54x37");
    assertThatThrownBy(() -> new FrameRenderer().render(plan, input(), out, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the array has");
  }

  private static byte[] render(FrameResize resize, Cropper cropper, FrameSize output)
      throws IOException {
    ClipTransform transform = new ClipTransform(resize, cropper, output, HorizontalFlip.never());
    byte[] out = new byte[transform.outputBytes(2)];
    new FrameRenderer().render(transform.plan(FRAME, NONE), input(), out, 0);
    return out;
  }

  private static List<RgbFrame> input() throws IOException {
    byte[] pixels = tensor("input");
    int half = FRAME.rgbBytes();
    return List.of(
        new RgbFrame(FRAME, Arrays.copyOf(pixels, half)),
        new RgbFrame(FRAME, Arrays.copyOfRange(pixels, half, 2 * half)));
  }

  /** Compares [frame, h, w, c] with the reference's [frame, c, h, w]. */
  private static void assertWithinOneLevel(byte[] actual, String name, FrameSize size)
      throws IOException {
    byte[] expected = tensor(name);
    assertThat(actual).hasSameSizeAs(expected);
    int plane = size.width() * size.height();
    int differing = 0;
    for (int i = 0; i < actual.length; i++) {
      int frame = i / (3 * plane);
      int pixel = i % (3 * plane) / 3;
      int channel = i % 3;
      int difference =
          Math.abs((actual[i] & 0xff) - (expected[(frame * 3 + channel) * plane + pixel] & 0xff));
      assertThat(difference).as("%s, byte %d", name, i).isLessThanOrEqualTo(1);
      differing += difference;
    }
    assertThat(differing).as("%s: values that differ", name).isLessThan(actual.length / 5);
  }

  private static byte[] tensor(String name) throws IOException {
    try (InputStream in =
        FrameRendererTest.class.getResourceAsStream("/tanet/pixels_ops.safetensors")) {
      byte[] file = in.readAllBytes();
      int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
      JsonNode offsets =
          new ObjectMapper()
              .readTree(Arrays.copyOfRange(file, 8, 8 + header))
              .get(name)
              .get("data_offsets");
      return Arrays.copyOfRange(
          file, 8 + header + offsets.get(0).asInt(), 8 + header + offsets.get(1).asInt());
    }
  }
}

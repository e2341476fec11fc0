package io.kinespark.preprocessing.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.testing.ScriptedDraws;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The originals' transforms that no published recipe uses, by hand. */
class TransformOptionsTest {

  private static double[] draw(double low, double high, double value) {
    return new double[] {low, high, value};
  }

  private static List<CropBox> boxes(Cropper cropper, FrameSize frame, double[]... script) {
    ScriptedDraws draws = new ScriptedDraws(script);
    List<CropBox> boxes = cropper.views(frame, draws).stream().map(CropView::box).toList();
    draws.assertUsedUp();
    return boxes;
  }

  private static CropBox square(int x, int y, int side) {
    return new CropBox(x, y, side, side);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void threeCropsLieSideBySideInAnyFrame() {
    assertThat(boxes(new AlongWidthCrop(256), new FrameSize(340, 256)))
        .containsExactly(square(0, 0, 256), square(84, 0, 256), square(42, 0, 256));
    assertThat(boxes(new AlongWidthCrop(224), new FrameSize(400, 300)))
        .containsExactly(square(0, 38, 224), square(176, 38, 224), square(88, 38, 224));
    assertThat(boxes(new AlongWidthCrop(256), new FrameSize(256, 340)))
        .containsOnly(square(0, 42, 256))
        .hasSize(new AlongWidthCrop(256).crops());
    assertThatThrownBy(() -> boxes(new AlongWidthCrop(256), new FrameSize(300, 240)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not fit a frame of 300x240");
  }

  @Test
  void multiScaleCropsLieInCornersAndMiddleOrAnywhere() {
    List<Double> scales = List.of(1.0, 0.5);
    FrameSize frame = new FrameSize(340, 256);
    assertThat(
            boxes(
                new MultiScaleCrop(224, scales, 0, MultiScaleCrop.Positions.FIVE),
                frame,
                draw(0, 2, 1),
                draw(0, 5, 4)))
        .containsExactly(square(106, 64, 128));
    assertThat(
            boxes(
                new MultiScaleCrop(224, scales, 0, MultiScaleCrop.Positions.ANY),
                frame,
                draw(0, 2, 1),
                draw(0, 213, 212),
                draw(0, 129, 5)))
        .containsExactly(square(212, 5, 128));
  }

  @Test
  void framesAreRescaledToAWholeShortSide() {
    FrameResize resize = new FrameResize.RandomRescale(256, 320);
    assertThat(resize.resized(new FrameSize(320, 240), new ScriptedDraws(draw(256, 321, 300))))
        .isEqualTo(new FrameSize(400, 300));
    assertThat(resize.resized(new FrameSize(256, 341), new ScriptedDraws(draw(256, 321, 257))))
        .isEqualTo(new FrameSize(257, 342));
    assertThatThrownBy(() -> new FrameResize.RandomRescale(320, 256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("below the shortest");
  }

  private static ClipTransform whole(FrameSize size, ChannelOrder channels, int multiple) {
    return new ClipTransform(
        new FrameResize.Keep(),
        new WholeFrame(),
        size,
        HorizontalFlip.never(),
        ColourJitter.none(),
        Interpolation.OPENCV,
        /* cropsTakeTurns= */ false,
        channels,
        multiple);
  }

  @Test
  void picturesArePaddedToMultiples() {
    FrameSize size = new FrameSize(3, 1);
    ClipTransform transform = whole(size, ChannelOrder.RGB, 2);
    assertThat(transform.output()).isEqualTo(new FrameSize(4, 2));
    RgbFrame first = new RgbFrame(size, bytes(1, 2, 3, 4, 5, 6, 7, 8, 9));
    RgbFrame second = new RgbFrame(size, bytes(11, 12, 13, 14, 15, 16, 17, 18, 19));
    byte[] out = new byte[1 + transform.outputBytes(2)];
    Arrays.fill(out, (byte) 99);

    new FrameRenderer()
        .render(
            transform.plan(size, SampleRandom.of(0, 0, "v", 0)), List.of(first, second), out, 1);

    assertThat(out)
        .isEqualTo(
            bytes(
                99, // as it was
                1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, // the first row
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // below it
                11, 12, 13, 14, 15, 16, 17, 18, 19, 0, 0, 0, // the second picture
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThatThrownBy(() -> whole(size, ChannelOrder.RGB, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("multiple must be at least 1: 0");
  }

  @Test
  void channelsMayLeaveInReverse() {
    FrameSize size = new FrameSize(2, 1);
    byte[] out = new byte[6];
    new FrameRenderer()
        .render(
            whole(size, ChannelOrder.BGR, 1).plan(size, SampleRandom.of(0, 0, "v", 0)),
            List.of(new RgbFrame(size, bytes(1, 2, 3, 250, 251, 252))),
            out,
            0);
    assertThat(out).isEqualTo(bytes(3, 2, 1, 252, 251, 250));
  }

  private static byte[] coloured(PublishedColourJitter jitter, byte[] pixels, double[]... script) {
    ScriptedDraws draws = new ScriptedDraws(script);
    byte[] changed = pixels.clone();
    new ColourJitter(0, 0, 0, 0, jitter).draw(draws).apply(changed, 0, changed.length);
    draws.assertUsedUp();
    return changed;
  }

  @Test
  void coloursAreDistortedInEitherOrder() {
    PublishedColourJitter jitter = new PublishedColourJitter(/* photometric= */ true, 0);
    byte[] pixels = bytes(100, 100, 100, 200, 100, 50);
    double[] levels = draw(-32, 32, 10);
    double[] contrast = draw(0.6, 1.4, 1.2);
    double[] saturation = draw(0.6, 1.4, 0.5);
    double[] hue = draw(-18, 18, 1);
    double[] yes = draw(0, 1, 0.9);
    double[] no = draw(0, 1, 0.5);

    assertThat(coloured(jitter, pixels, levels, contrast, saturation, hue, yes, yes, yes, yes, no))
        .as("brighter, contrast, saturation")
        .isEqualTo(bytes(132, 132, 132, 207, 147, 117));
    assertThat(coloured(jitter, pixels, levels, contrast, saturation, hue, no, no, no, yes, no))
        .as("hue turned by half a turn")
        .isEqualTo(bytes(100, 100, 100, 48, 148, 199));
  }

  @Test
  void lightIsAddedAlongThePrincipalComponents() {
    double one = 1 - Math.exp(-0.5);
    assertThat(
            coloured(
                new PublishedColourJitter(/* photometric= */ false, 1),
                bytes(100, 100, 100, 10, 250, 40),
                draw(0, 1, one),
                draw(0, 1, 0),
                draw(0, 1, 0),
                draw(0, 1, 0),
                draw(0, 1, 0),
                draw(0, 1, 0)))
        .isEqualTo(bytes(69, 68, 68, 0, 218, 8));
    assertThatThrownBy(() -> new PublishedColourJitter(false, -0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lighting must be a number of at least 0: -0.1");
  }
}

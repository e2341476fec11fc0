package io.kinespark.preprocessing.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for the transforms of DSANet, VoV3D and SDCOM beyond the originals' answers. */
class FamilyTransformsTest {

  private static SampleRandom draws(int view) {
    return SampleRandom.of(1, 2, "video", view);
  }

  @Test
  void mixedAxesMakeCropsThatLieWithinTheFrame() {
    MixedAxesResizedCrop cropper = new MixedAxesResizedCrop(0.08, 1, 3.0 / 4, 4.0 / 3);
    for (FrameSize frame : List.of(new FrameSize(340, 256), new FrameSize(7, 300))) {
      for (int view = 0; view < 300; view++) {
        CropBox box = cropper.views(frame, draws(view)).get(0).box();
        assertThat(box.within(frame)).isEqualTo(box);
      }
    }
  }

  @Test
  void theLastPlaceOfARandomCropIsNeverDrawn() {
    BeforeLastRandomCrop cropper = new BeforeLastRandomCrop(8);
    for (int view = 0; view < 100; view++) {
      CropBox box = cropper.views(new FrameSize(10, 8), draws(view)).get(0).box();
      assertThat(box.x()).isBetween(0, 1);
      assertThat(box.y()).isZero();
    }
  }

  @Test
  void cropsAlongTheLongSideFollowTheFramesOrientation() {
    AlongLongSideCrop cropper = AlongLongSideCrop.three(8);
    assertThat(cropper.views(new FrameSize(13, 8), draws(0)).stream().map(v -> v.box().x()))
        .containsExactly(0, 3, 5);
    assertThat(cropper.views(new FrameSize(8, 13), draws(0)).stream().map(v -> v.box().y()))
        .containsExactly(0, 3, 5);
    assertThatThrownBy(() -> cropper.views(new FrameSize(13, 7), draws(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resize to a larger short side");
  }

  @Test
  void randomShortSidesStayInRangeAndSmallOnesAreLikelierWhenInverse() {
    FrameSize frame = new FrameSize(340, 256);
    double[] mean = new double[2];
    for (int view = 0; view < 400; view++) {
      for (boolean inverse : new boolean[] {false, true}) {
        FrameSize size =
            new FrameResize.RandomShortSide(256, 320, inverse).resized(frame, draws(view));
        assertThat(size.height()).isBetween(256, 320);
        assertThat(size.width()).isEqualTo((int) (340.0 / 256 * size.height()));
        mean[inverse ? 1 : 0] += size.height() / 400.0;
      }
    }
    assertThat(mean[1]).isLessThan(mean[0]);
  }

  @Test
  void interpolationsDifferOnlyWhereTheirRulesDo() {
    FrameSize from = new FrameSize(12, 9);
    RgbFrame noise = noise(from);
    byte[] bytes = rendered(noise, new FrameSize(23, 17), Interpolation.FLOAT);
    assertThat(
            largestDifference(bytes, rendered(noise, new FrameSize(23, 17), Interpolation.OPENCV)))
        .isLessThanOrEqualTo(1);
    assertThat(
            largestDifference(bytes, rendered(noise, new FrameSize(23, 17), Interpolation.PILLOW)))
        .isLessThanOrEqualTo(1);
    FrameSize smaller = new FrameSize(4, 3);
    assertThat(
            largestDifference(
                rendered(noise, smaller, Interpolation.FLOAT),
                rendered(noise, smaller, Interpolation.PILLOW)))
        .isGreaterThan(10);
  }

  @Test
  void antialiasingKeepsTheMean() {
    FrameSize from = new FrameSize(12, 9);
    byte[] small = rendered(noise(from), new FrameSize(4, 3), Interpolation.PILLOW);
    assertThat(mean(small)).isCloseTo(mean(noise(from).rgb()), within(3.0));
  }

  @Test
  void onlyFloatInterpolationHasLevelsBetweenBytes() {
    FrameSize size = new FrameSize(4, 3);
    assertThatThrownBy(
            () ->
                new FrameRenderer()
                    .renderLevels(plan(size, size, Interpolation.PILLOW), List.of(noise(size))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FLOAT");
  }

  private static RgbFrame noise(FrameSize size) {
    byte[] rgb = new byte[size.rgbBytes()];
    new Random(5).nextBytes(rgb);
    return new RgbFrame(size, rgb);
  }

  private static byte[] rendered(RgbFrame frame, FrameSize to, Interpolation interpolation) {
    byte[] out = new byte[to.rgbBytes()];
    new FrameRenderer().render(plan(frame.size(), to, interpolation), List.of(frame), out, 0);
    return out;
  }

  private static TransformPlan plan(FrameSize from, FrameSize to, Interpolation interpolation) {
    return new ClipTransform(
            new FrameResize.Exact(to), new WholeFrame(), to, HorizontalFlip.never())
        .withInterpolation(interpolation)
        .plan(from, draws(0));
  }

  private static int largestDifference(byte[] a, byte[] b) {
    int largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
    }
    return largest;
  }

  private static double mean(byte... rgb) {
    long sum = 0;
    for (byte value : rgb) {
      sum += value & 0xff;
    }
    return (double) sum / rgb.length;
  }
}

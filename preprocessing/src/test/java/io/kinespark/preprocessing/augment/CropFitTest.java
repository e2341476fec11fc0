package io.kinespark.preprocessing.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class CropFitTest {
  private static final List<FrameSize> FRAMES =
      List.of(
          new FrameSize(320, 240),
          new FrameSize(240, 320),
          FrameSize.square(256),
          new FrameSize(640, 120),
          new FrameSize(113, 500));

  private static final List<FrameResize> RESIZES =
      List.of(
          new FrameResize.ShortSide(56),
          new FrameResize.ShortSide(64),
          new FrameResize.ShortSideFloor(63),
          new FrameResize.ShortSideFloor(64),
          new FrameResize.RandomShortSide(60, 80, false),
          new FrameResize.RandomShortSide(64, 80, true),
          new FrameResize.RandomRescale(60, 80),
          new FrameResize.RandomRescale(64, 80),
          new FrameResize.Exact(new FrameSize(64, 64)),
          new FrameResize.Exact(new FrameSize(85, 64)),
          new FrameResize.Exact(new FrameSize(85, 63)),
          new FrameResize.Exact(new FrameSize(63, 85)));

  private static final List<Cropper> CROPPERS =
      List.of(
          new WholeFrame(),
          new CenterCrop(64),
          new ThreeCrop(64),
          new AlongWidthCrop(64),
          new TenCrop(64),
          AlongLongSideCrop.three(64),
          new RandomCrop(FrameSize.square(64)),
          new BeforeLastRandomCrop(64),
          MultiScaleCrop.standard(64),
          new RandomResizedCrop(0.08, 1, 0.75, 1.33),
          new MixedAxesResizedCrop(0.08, 1, 0.75, 1.33));

  @Test
  void whatIsSaidIsWhatHappens() {
    for (FrameResize resize : RESIZES) {
      for (Cropper cropper : CROPPERS) {
        assertThat(CropFit.problem(resize, cropper).isPresent())
            .as("%s, %s", resize, cropper)
            .isEqualTo(fails(resize, cropper));
      }
    }
  }

  private static boolean fails(FrameResize resize, Cropper cropper) {
    for (FrameSize frame : FRAMES) {
      for (int seed = 0; seed < 200; seed++) {
        RandomDraws draws = SampleRandom.of(seed, 0, "video", 0);
        try {
          cropper.views(resize.resized(frame, draws), draws);
        } catch (IllegalArgumentException e) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void whatDependsOnTheVideoIsLeftToIt() {
    assertThat(CropFit.problem(new FrameResize.Keep(), new CenterCrop(500))).isEmpty();
    assertThat(
            CropFit.problem(
                new FrameResize.ShortSide(256), new RandomCrop(new FrameSize(340, 256))))
        .isEmpty();
    assertThatCode(() -> CropFit.problem(new FrameResize.Keep(), new ThreeCrop(1)))
        .doesNotThrowAnyException();
  }

  @Test
  void theMendIsNamed() {
    assertThat(CropFit.problem(new FrameResize.ShortSide(200), new CenterCrop(224)))
        .hasValue(
            "a crop of 224x224 does not fit frames whose short side is 200; crop less, or resize"
                + " to more");
    assertThat(CropFit.problem(new FrameResize.ShortSide(256), new ThreeCrop(224)))
        .hasValue(
            "three crops of 224 need frames with one side of 224, not frames whose short side is"
                + " 256");
  }
}

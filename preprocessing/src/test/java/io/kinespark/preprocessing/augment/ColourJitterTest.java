package io.kinespark.preprocessing.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.sampling.SampleRandom;
import org.junit.jupiter.api.Test;

class ColourJitterTest {

  private static byte[] pixels(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] changed(ColourChange change, int... values) {
    byte[] rgb = pixels(values);
    change.apply(rgb, 0, rgb.length);
    return rgb;
  }

  @Test
  void brightnessMultipliesAndStaysWithinAByte() {
    assertThat(changed(new ColourChange(1.5, 1, 1), 10, 100, 200)).isEqualTo(pixels(15, 150, 255));
  }

  @Test
  void withoutSaturationEveryValueIsTheLuma() {
    assertThat(changed(new ColourChange(1, 0, 1), 200, 100, 50)).isEqualTo(pixels(124, 124, 124));
  }

  @Test
  void contrastStretchesAboutTheMeanOfTheClip() {
    assertThat(changed(new ColourChange(1, 1, 2), 100, 100, 100, 120, 120, 120))
        .isEqualTo(pixels(90, 90, 90, 130, 130, 130));
  }

  @Test
  void onlyTheGivenBytesChange() {
    byte[] rgb = pixels(10, 10, 10, 20, 20, 20, 30, 30, 30);
    new ColourChange(2, 1, 1).apply(rgb, 3, 3);
    assertThat(rgb).isEqualTo(pixels(10, 10, 10, 40, 40, 40, 30, 30, 30));
  }

  @Test
  void noJitterDrawsNothing() {
    var fresh = SampleRandom.of(1, 2, "video", 0);
    var used = SampleRandom.of(1, 2, "video", 0);
    assertThat(ColourJitter.none().draw(used)).isEqualTo(ColourChange.none());
    assertThat(used.nextUniform(0, 1)).isEqualTo(fresh.nextUniform(0, 1));
  }

  @Test
  void drawsStayInTheirRanges() {
    var jitter = new ColourJitter(0.4, 0.3, 0.2, 0);
    for (int epoch = 0; epoch < 200; epoch++) {
      ColourChange change = jitter.draw(SampleRandom.of(1, epoch, "video", 0));
      assertThat(change.brightness()).isBetween(0.6, 1.4);
      assertThat(change.saturation()).isBetween(0.7, 1.3);
      assertThat(change.contrast()).isBetween(0.8, 1.2);
    }
    assertThat(new ColourJitter(0, 0, 0, 1).draw(SampleRandom.of(1, 0, "v", 0)).saturation())
        .isZero();
  }

  @Test
  void sharesOutsideTheUnitIntervalAreRefused() {
    assertThatThrownBy(() -> new ColourJitter(0, 1.5, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
  }
}

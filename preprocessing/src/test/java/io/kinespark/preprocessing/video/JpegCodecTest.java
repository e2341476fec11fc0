package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.testing.GeneratedClips;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegCodecTest {

  private static final RgbFrame FRAME = GeneratedClips.frame(new FrameSize(53, 37), 3);
  private final JpegCodec codec = new JpegCodec();

  @Test
  void aFrameSurvivesTheRoundTripNearly() {
    RgbFrame back = codec.decode(codec.encode(FRAME, 100)).orElseThrow();
    assertThat(back.size()).isEqualTo(FRAME.size());
    long sum = 0;
    for (int i = 0; i < back.rgb().length; i++) {
      sum += Math.abs((back.rgb()[i] & 0xff) - (FRAME.rgb()[i] & 0xff));
    }
    assertThat((double) sum / back.rgb().length).isLessThan(4);
  }

  @Test
  void otherReadersSeeTheSameColours() throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(codec.encode(FRAME, 95)));
    int red = image.getRGB(10, 3);
    assertThat(red >> 16 & 0xff).isGreaterThan(200);
    assertThat(red & 0xff).isLessThan(80);
  }

  @Test
  void aLosslessPictureIsReadExactly() throws IOException {
    BufferedImage image =
        new BufferedImage(FRAME.width(), FRAME.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < FRAME.width() * FRAME.height(); i++) {
      byte[] rgb = FRAME.rgb();
      image.setRGB(
          i % FRAME.width(),
          i / FRAME.width(),
          (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff));
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    assertThat(codec.decode(png.toByteArray())).contains(FRAME);
  }

  @Test
  void smallerQualityIsSmaller() {
    assertThat(codec.encode(FRAME, 20).length).isLessThan(codec.encode(FRAME, 95).length);
  }

  @Test
  void whatIsNoPictureIsEmpty() {
    assertThat(codec.decode(new byte[0])).isEmpty();
    assertThat(codec.decode(new byte[100])).isEmpty();
  }

  @Test
  void anImpossibleQualityIsRefused() {
    assertThatThrownBy(() -> codec.encode(FRAME, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> codec.encode(FRAME, 101)).isInstanceOf(IllegalArgumentException.class);
  }
}

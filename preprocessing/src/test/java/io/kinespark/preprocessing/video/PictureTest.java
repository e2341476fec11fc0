package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rectangles of pictures are what they are in the whole picture. */
class PictureTest {

  private static final int RECTANGLES = 60;

  @ParameterizedTest
  @CsvSource({"H264,340,256", "H264,98,66", "MPEG4,34,18", "MPEG4,16,16"})
  void aRectangleOfADecodedFrame(EncodeOptions.Codec codec, int width, int height)
      throws IOException {
    FrameSize size = new FrameSize(width, height);
    try (VideoEncoder encoder =
        VideoEncoder.open("mp4", size, new EncodeOptions(codec, 5, 4, 24))) {
      for (int i = 0; i < 3; i++) {
        encoder.write(noise(size, i));
      }
      new VideoDecoder(DecodeOptions.defaults())
          .visitFrames(
              new ByteArrayInput("noise", encoder.finish()),
              new int[] {0, 2},
              PictureTest::assertRectangles);
    }
  }

  @Test
  void aRectangleOfAFrameAndOfAJpegFile() throws IOException {
    RgbFrame frame = noise(new FrameSize(53, 37), 1);
    assertRectangles(0, frame);
    JpegCodec codec = new JpegCodec();
    byte[] jpeg = codec.encode(frame, 90);
    assertThat(codec.visit(jpeg, 1, PictureTest::assertRectangles)).isTrue();
    assertThat(codec.visit(new byte[100], 1, PictureTest::assertRectangles)).isFalse();
  }

  /** Compares rectangles of a picture, at random places and along its edges, with the whole. */
  static void assertRectangles(int index, Picture picture) throws VideoRejectedException {
    RgbFrame whole = picture.frame();
    FrameSize size = picture.size();
    assertThat(whole.size()).isEqualTo(size);
    Random random = new Random(index);
    for (int i = 0; i < RECTANGLES; i++) {
      int width = 1 + random.nextInt(size.width());
      int height = 1 + random.nextInt(size.height());
      int left = i % 3 == 0 ? size.width() - width : random.nextInt(size.width() - width + 1);
      int top = i % 5 == 0 ? size.height() - height : random.nextInt(size.height() - height + 1);
      FrameSize part = new FrameSize(width, height);
      try (RgbPixels pixels = picture.pixels(left, top, part)) {
        assertThat(pixels.toBytes())
            .as("%s at (%d, %d) of %s", part, left, top, size)
            .isEqualTo(cut(whole, left, top, part));
      }
    }
  }

  private static byte[] cut(RgbFrame whole, int left, int top, FrameSize part) {
    byte[] cut = new byte[part.rgbBytes()];
    for (int y = 0; y < part.height(); y++) {
      int from = 3 * ((top + y) * whole.width() + left);
      System.arraycopy(whole.rgb(), from, cut, 3 * y * part.width(), 3 * part.width());
    }
    return cut;
  }

  private static RgbFrame noise(FrameSize size, int seed) {
    byte[] rgb = new byte[size.rgbBytes()];
    new Random(seed).nextBytes(rgb);
    return new RgbFrame(size, rgb);
  }
}
